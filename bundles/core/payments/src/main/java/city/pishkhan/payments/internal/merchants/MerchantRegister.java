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

/** Known merchant accounts and the treasury's decisions about them, shared by all nodes. */
@Component(service = MerchantRegister.class)
public final class MerchantRegister {
    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    /** fingerprints of accounts that were approved at some time; a withdrawal does not remove them */
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

    /**
     * Records the merchant account of a gateway that is configured on this node, unless the account is already
     * recorded.
     */
    public MerchantAccount recordIfNew(PaymentGateway gateway) {
        MerchantAccount merchantAccount = merchant(gateway);
        tx.run(sql -> {
            if (MerchantRepository.tryAdd(sql, merchantAccount)) {
                journal.record(null, "merchant.configured", Caller.HUB, terms(merchantAccount));
            }
        });
        return merchantAccount;
    }

    private static Map<String, String> terms(MerchantAccount merchantAccount) {
        return MerchantAccountAct.terms(
                merchantAccount.gateway(), merchantAccount.terminal(), merchantAccount.fingerprint());
    }

    /** Returns {@code true} if the bank's answers about existing attempts count: the account was approved at some time. */
    public boolean isTrusted(PaymentGateway gateway) {
        String fingerprint = merchant(gateway).fingerprint();
        if (!trusted.contains(fingerprint)
                && tx.required(sql -> MerchantRepository.hasBeenApproved(sql, fingerprint))) {
            trusted.add(fingerprint);
        }
        return trusted.contains(fingerprint);
    }

    /**
     * Returns the reason why the account accepts no payments; empty if it accepts payments.
     *
     * @param standing value of {@link MerchantRepository#ACCOUNT_STATE_SQL}
     */
    public static Optional<Refusal> refusal(String standing, PaymentGateway gateway) {
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

    /** @throws Refusal {@code NOT_FOUND} for an unknown terminal, {@code CONFLICT} if the terminal never had the fingerprint */
    Account find(String gateway, String terminal, String fingerprint) {
        return tx.required(sql -> {
            if (!MerchantRepository.isKnown(sql, gateway, terminal)) {
                throw Refusal.notFound("merchant");
            }
            return MerchantRepository.find(sql, fingerprint)
                    .filter(a -> a.gateway().equals(gateway) && a.terminal().equals(terminal))
                    .orElseThrow(() -> Refusal.conflict("merchant.fingerprint"));
        });
    }

    /**
     * Records the treasury's decision about a merchant account, in the caller's transaction. The account is locked, so
     * that no concurrent decision is made.
     */
    void decide(MerchantAccountAct act, Caller approver, Approval asked) {
        tx.run(sql -> {
            Account account = act.account(asked.terms());
            MerchantRepository.lock(sql, account.fingerprint());
            act.check(asked.terms());
            MerchantRepository.decide(sql, account.fingerprint(), act.targetState(), asked, approver.principal());
            journal.record(null, "merchant." + act.targetState(), approver, act.journalTerms(asked.terms()));
        });
    }
}
