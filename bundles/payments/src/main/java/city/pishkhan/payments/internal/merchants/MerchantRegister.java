package city.pishkhan.payments.internal.merchants;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Merchants.Account;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.Schemas;
import city.pishkhan.persistence.Tx;
import city.pishkhan.spi.PaymentGateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which merchant accounts there are, and which of them two of the treasury want; one for all nodes. */
@Component(service = MerchantRegister.class)
public final class MerchantRegister {
    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    /** fingerprints that were approved once: nobody takes that back */
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    @Activate
    public MerchantRegister(
            @Reference Tx tx, @Reference Schemas schemas, @Reference Vault vault, @Reference Journal journal) {
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
        schemas.migrate(MerchantRegister.class, "payments");
    }

    public MerchantAccount merchant(PaymentGateway gateway) {
        return MerchantAccount.of(gateway, vault);
    }

    /** Writes down that a node is configured with the account, unless that is written down already. */
    public MerchantAccount note(PaymentGateway gateway) {
        MerchantAccount merchantAccount = merchant(gateway);
        tx.run(sql -> {
            if (MerchantRepository.note(sql, merchantAccount)) {
                journal.record(null, "merchant.configured", Caller.HUB, words(merchantAccount));
            }
        });
        return merchantAccount;
    }

    private static Map<String, String> words(MerchantAccount merchantAccount) {
        return MerchantAccountAct.terms(
                merchantAccount.gateway(), merchantAccount.terminal(), merchantAccount.fingerprint());
    }

    /** Whether the bank's word about what was begun counts: not that of whom nobody ever approved. */
    public boolean trusts(PaymentGateway gateway) {
        String fingerprint = merchant(gateway).fingerprint();
        if (!trusted.contains(fingerprint) && tx.required(sql -> MerchantRepository.everApproved(sql, fingerprint))) {
            trusted.add(fingerprint);
        }
        return trusted.contains(fingerprint);
    }

    /** @param standing as {@link MerchantRepository#STANDING} says. @return why the account takes no money; empty if it does */
    public static Optional<Refusal> closed(String standing, PaymentGateway gateway) {
        if (MerchantRepository.WITHDRAWN.equals(standing)) {
            return Optional.of(Refusal.conflict("merchant.withdrawn", gateway.name(), gateway.terminal()));
        }
        if (!MerchantRepository.APPROVED.equals(standing)) {
            return Optional.of(Refusal.conflict("merchant.not-approved/closed", gateway.name(), gateway.terminal()));
        }
        return Optional.empty();
    }

    List<Account> list() {
        return tx.required(MerchantRepository::list);
    }

    /** @throws Refusal NOT_FOUND for a terminal that no node ever had, CONFLICT for a fingerprint that it never had */
    Account find(String gateway, String terminal, String fingerprint) {
        return tx.required(sql -> {
            if (!MerchantRepository.known(sql, gateway, terminal)) {
                throw Refusal.notFound("merchant");
            }
            return MerchantRepository.find(sql, fingerprint)
                    .filter(a -> a.gateway().equals(gateway) && a.terminal().equals(terminal))
                    .orElseThrow(() -> Refusal.conflict("merchant.fingerprint"));
        });
    }

    /** In the caller's transaction; nobody else decides about the account meanwhile. */
    void decide(MerchantAccountAct act, Caller approver, Approval asked) {
        tx.run(sql -> {
            Account account = act.account(asked.terms());
            MerchantRepository.lock(sql, account.fingerprint());
            act.check(asked.terms());
            MerchantRepository.decide(sql, account.fingerprint(), act.brings(), asked, approver.principal());
            journal.record(null, "merchant." + act.brings(), approver, act.journaled(asked.terms()));
        });
    }
}
