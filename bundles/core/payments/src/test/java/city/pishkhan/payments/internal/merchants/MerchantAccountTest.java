package city.pishkhan.payments.internal.merchants;

import static city.pishkhan.payments.internal.PaymentsHarness.CLERK;
import static city.pishkhan.payments.internal.PaymentsHarness.SECOND_OF_THE_TREASURY;
import static city.pishkhan.payments.internal.PaymentsHarness.TREASURY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Approvals.Approval;
import city.pishkhan.api.money.Merchants.Account;
import city.pishkhan.api.money.Payments.Attempt;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.security.Caller;
import city.pishkhan.messages.Text;
import city.pishkhan.payments.internal.FakeGateway;
import city.pishkhan.payments.internal.PaymentsHarness;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PaymentGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A merchant account accepts payments only while two people of the treasury have approved exactly this account. */
class MerchantAccountTest {
    private static final String REASON = "as the bank's contract says";
    private static final Caller OPERATOR = new Caller("operator", Set.of("operator"));

    private final PaymentsHarness town = new PaymentsHarness();
    private final FakeGateway other = new FakeGateway("saman", town.db.tx()::isActive);
    private final MerchantService merchantService = new MerchantService(town.merchants, town.approvals);

    MerchantAccountTest() {
        town.gatewayRegistry.add(other);
        merchantService.bindGateway(town.bank);
        merchantService.bindGateway(other);
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private static String refused(Executable call) {
        return assertThrows(Refusal.class, call).code();
    }

    private Attempt begin(Bill bill, String gateway) {
        return town.payments.begin(CLERK, bill.caseId(), bill.id(), gateway);
    }

    private Map<String, String> terms(PaymentGateway gateway) {
        return MerchantAccountAct.terms(
                gateway.name(),
                gateway.terminal(),
                town.merchants.merchant(gateway).fingerprint());
    }

    private Account shown(PaymentGateway gateway) {
        String fingerprint = town.merchants.merchant(gateway).fingerprint();
        return merchantService.list().stream()
                .filter(a -> a.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow();
    }

    private static PaymentGateway.Account account(String url, String login) {
        return new PaymentGateway.Account(Map.of("url", url), login.repeat(64));
    }

    @Test
    void unapprovedAccountCannotReceivePayments() {
        Bill bill = town.bill();
        Refusal e = assertThrows(Refusal.class, () -> begin(bill, "saman"));
        assertEquals("merchant.not-approved", e.code());
        assertEquals(Refusal.Kind.CONFLICT, e.kind());
        assertTrue(e.english().contains("saman") && e.persian().contains("saman"), e::english);
        assertEquals(List.of(), other.calls, "the bank never heard of it");
        assertEquals(List.of(), town.payments.attempts(bill.id()), "and nothing is on record");
        assertEquals("waiting", shown(other).state());
        town.requestAndApprove("merchant-account", other);
        assertEquals("started", begin(bill, "saman").state());
    }

    @Test
    void accountNeedsTwoApprovers() {
        Approval asked = town.approvals.request(TREASURY, "merchant-account", terms(other), REASON);
        assertEquals("asked", shown(other).state());
        assertEquals("treasury", shown(other).askedBy());
        assertEquals("approval.same-person", refused(() -> town.approvals.decide(TREASURY, asked.id(), true)));
        assertEquals("access.forbidden", refused(() -> town.approvals.decide(OPERATOR, asked.id(), true)));
        assertEquals(
                "access.forbidden",
                refused(() -> town.approvals.request(OPERATOR, "merchant-account", terms(other), REASON)));
        Bill bill = town.bill();
        assertEquals("merchant.not-approved", refused(() -> begin(bill, "saman")));
        assertEquals(
                new Text("approved to accept money: saman/4711", "برای دریافت وجه تأیید شد: \u2066saman/4711\u2069"),
                town.approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true).result());
        Account approved = shown(other);
        assertEquals("approved", approved.state());
        assertEquals("treasury", approved.askedBy());
        assertEquals("treasury-2", approved.decidedBy());
        assertEquals("started", begin(bill, "saman").state());
        assertEquals(
                "merchant.approved",
                refused(() -> town.approvals.request(TREASURY, "merchant-account", terms(other), REASON)));
    }

    @Test
    void rejectedAccountCannotReceivePayments() {
        Approval asked = town.approvals.request(TREASURY, "merchant-account", terms(other), REASON);
        town.approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), false);
        assertEquals("waiting", shown(other).state());
        assertEquals("merchant.not-approved", refused(() -> begin(town.bill(), "saman")));
    }

    @Test
    void changedAccountNeedsNewApproval() {
        PaymentGateway.Account former = town.bank.account;
        Set<String> fingerprints = new java.util.HashSet<>(
                Set.of(town.merchants.merchant(town.bank).fingerprint()));
        for (PaymentGateway.Account changed : List.of(account("http://bonk", "7"), account("http://bank", "1"))) {
            town.bank.account = changed;
            assertTrue(fingerprints.add(town.merchants.merchant(town.bank).fingerprint()), changed::toString);
            assertEquals("merchant.not-approved", refused(() -> begin(town.bill(), "mellat")));
            assertEquals("waiting", shown(town.bank).state());
        }
        town.bank.account = former;
        assertEquals("started", begin(town.bill(), "mellat").state(), "the old approval is the old account's");
        assertEquals(
                3,
                merchantService.list().stream()
                        .filter(a -> a.gateway().equals("mellat"))
                        .count());
        assertTrue(shown(town.bank).here());
        assertFalse(
                merchantService.list().get(merchantService.list().size() - 1).here(), "those of this node come first");
    }

    /**
     * The approval covers the account that the two people were shown, not the account in the file when the second
     * person approves.
     */
    @Test
    void approvalCoversOnlyRequestedFingerprint() {
        Approval asked = town.approvals.request(TREASURY, "merchant-account", terms(other), REASON);
        other.account = account("http://bonk", "7");
        town.approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true);
        assertEquals("merchant.not-approved", refused(() -> begin(town.bill(), "saman")));
    }

    @Test
    void withdrawnAccountOnlyFinishesStartedPayments() {
        Bill first = town.bill();
        Bill second = town.bill();
        Attempt before = begin(first, "mellat");
        Attempt back = town.paid(second);
        Approval asked = town.approvals.request(TREASURY, "merchant-withdraw", terms(town.bank), "the contract ends");
        assertEquals("started", begin(town.bill(), "mellat").state(), "asked is not done");
        assertEquals("approval.same-person", refused(() -> town.approvals.decide(TREASURY, asked.id(), true)));
        town.approvals.decide(SECOND_OF_THE_TREASURY, asked.id(), true);

        assertEquals("withdrawn", shown(town.bank).state());
        assertEquals("merchant.withdrawn", refused(() -> begin(town.bill(), "mellat")));
        town.payments.acceptCallback("mellat", PaymentsHarness.form(before, town.bank.sale(before.order())));
        town.payments.confirm(before.id());
        town.payments.confirm(back.id());
        assertEquals("paid", town.reload(first).state());
        assertEquals("paid", town.reload(second).state());
        assertEquals(
                "merchant.not-approved",
                refused(() -> town.approvals.request(TREASURY, "merchant-withdraw", terms(town.bank), REASON)));

        town.requestAndApprove("merchant-account", town.bank);
        assertEquals("started", begin(town.bill(), "mellat").state());
    }

    /**
     * Answers of a merchant account without approval are ignored. Otherwise a person who can change the file could
     * configure a server that confirms all payments.
     */
    @Test
    void answersOfUnapprovedAccountAreIgnored() {
        Bill bill = town.bill();
        Attempt a = town.paid(bill);
        PaymentGateway.Account former = town.bank.account;
        town.bank.account = account("http://127.0.0.1:6666", "7");
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()));
        assertFalse(town.bank.calls.stream().anyMatch(c -> !c.startsWith("pay")), () -> "" + town.bank.calls);
        assertNull(town.reload(bill).receipt());
        assertEquals(
                "attempt.still-unknown", refused(() -> town.review().resolve(OPERATOR, a.id(), "the payer insists")));
        town.bank.account = former;
        town.payments.confirm(a.id());
        assertEquals("paid", town.reload(bill).state());
    }

    @Test
    void otherTerminalCannotConfirmAttempt() {
        Attempt a = town.paid(town.bill());
        FakeGateway moved = new FakeGateway("mellat", town.db.tx()::isActive) {
            @Override
            public String terminal() {
                return "4712";
            }
        };
        town.gatewayRegistry.add(moved);
        town.requestAndApprove("merchant-account", moved);
        assertThrows(PartnerUnavailable.class, () -> town.payments.confirm(a.id()));
        assertEquals(List.of(), moved.calls);
        town.gatewayRegistry.add(town.bank);
        town.payments.confirm(a.id());
        assertEquals("settled", town.state(a));
    }

    @Test
    void refusesApprovalOfUnknownAccount() {
        Map<String, String> unknown = new HashMap<>(terms(other));
        unknown.put("terminal", "1");
        assertEquals(
                "merchant.unknown",
                refused(() -> town.approvals.request(TREASURY, "merchant-account", unknown, REASON)));
        Map<String, String> wrong = new HashMap<>(terms(other));
        wrong.put("fingerprint", terms(town.bank).get("fingerprint"));
        assertEquals(
                "merchant.fingerprint",
                refused(() -> town.approvals.request(TREASURY, "merchant-account", wrong, REASON)));
        assertEquals(
                "merchant.unknown",
                refused(() -> town.approvals.request(TREASURY, "merchant-account", Map.of(), REASON)));
    }

    @Test
    void otherNodeUsesSameApprovals() {
        Bill bill = town.bill();
        assertEquals(
                "started",
                town.otherNode()
                        .begin(CLERK, bill.caseId(), bill.id(), "mellat")
                        .state());
        town.requestAndApprove("merchant-withdraw", town.bank);
        assertEquals(
                "merchant.withdrawn", refused(() -> town.otherNode().begin(CLERK, bill.caseId(), bill.id(), "mellat")));
    }

    /** The login is part of the fingerprint, but cannot be derived from the displayed data. */
    @Test
    void loginIsNeverShown() {
        String login = town.bank.account.login();
        String shown = merchantService.list().toString();
        assertFalse(shown.contains(login), shown);
        assertTrue(shown.contains("http://bank"), shown);
        String journal = town.db.tx().required(sql -> sql.createQuery(
                        "select string_agg(e::text, ' ') from journal.entry e"
                                + " where event like 'merchant.%' or event like 'approval.%'")
                .mapTo(String.class)
                .one());
        assertFalse(journal.contains(login), journal);
        assertTrue(journal.contains("merchant.configured") && journal.contains("merchant.approved"), journal);
        assertNotEquals(login, town.merchants.merchant(town.bank).terms().get("login"));
    }
}
