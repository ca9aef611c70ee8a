package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.money.Payments;
import city.pishkhan.contracts.Condition;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.CaseList;
import city.pishkhan.contracts.office.cases.Hold;
import city.pishkhan.contracts.office.certificates.Certificate;
import city.pishkhan.contracts.office.payments.Attempt;
import city.pishkhan.contracts.office.payments.Bills;
import city.pishkhan.contracts.office.payments.Duties;
import city.pishkhan.contracts.office.payments.RefundTerms;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts parts of cases to the wire form that several doors share. */
public final class CommonCaseMapper {
    private static final Messages MESSAGES = Messages.of(CommonCaseMapper.class);
    private static final Set<String> STATES = Arrays.stream(Cases.State.values())
            .map(CommonCaseMapper::state)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    private CommonCaseMapper() {}

    public static String state(Cases.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Parses a state, or returns {@code null} if absent. @throws city.pishkhan.api.Refusal INVALID with {@code field} */
    public static Cases.State state(String field, String text) {
        return text == null
                ? null
                : Cases.State.valueOf(FieldCheck.oneOf(field, text, STATES).toUpperCase(Locale.ROOT));
    }

    public static Case.Paper paper(Cases.Paper p) {
        return new Case.Paper(p.kind(), p.sha256(), p.revision(), p.source(), p.name(), p.mediaType(), p.size());
    }

    public static Case.Inquiry inquiry(InquiryView i) {
        return new Case.Inquiry(
                i.id(),
                i.stage(),
                i.agency(),
                i.state(),
                i.reason(),
                verdict(i.verdict()),
                i.answerReason(),
                i.conditions().stream()
                        .map(c -> new Condition(c.code(), c.text()))
                        .toList(),
                i.attempts(),
                i.asked(),
                i.delivered(),
                i.due(),
                i.answered(),
                i.supersededBy(),
                i.notReachedSince(),
                i.escalated(),
                i.reminders(),
                hold(i.paused()),
                i.sheets().stream()
                        .map(s -> new Case.AnswerSheet(s.sha256(), s.name(), s.mediaType(), s.size()))
                        .toList());
    }

    /** @param hold hold of a case or inquiry, or {@code null} */
    public static Hold hold(Cases.Hold hold) {
        return hold == null ? null : new Hold(hold.code(), hold.english(), hold.persian(), hold.since());
    }

    /**
     * Converts to the wire form: {@code APPROVE_WITH_CONDITIONS} becomes {@code approve-with-conditions}.
     * @param name may be {@code null}
     */
    public static String verdict(String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static CaseList list(Page<Cases.Summary> page) {
        return new CaseList(lines(page.items()), page.next());
    }

    public static List<CaseList.Line> lines(List<Cases.Summary> summaries) {
        return summaries.stream()
                .map(s -> new CaseList.Line(
                        s.id(),
                        s.number(),
                        s.service(),
                        s.subject(),
                        s.office(),
                        s.district(),
                        state(s.state()),
                        s.stage(),
                        s.opened(),
                        s.due()))
                .toList();
    }

    /** @param refunds may be {@code null} */
    public static Bills bills(List<Payments.Bill> bills, RefundTerms refunds) {
        return new Bills(bills.stream().map(CommonCaseMapper::bill).toList(), refunds);
    }

    private static Bills.Bill bill(Payments.Bill b) {
        Payments.Receipt r = b.receipt();
        return new Bills.Bill(
                b.id(),
                b.billId(),
                b.paymentId(),
                b.amount(),
                b.state(),
                b.duties().stream()
                        .map(d -> new Bills.Duty(d.code(), d.titleEn(), d.titleFa(), d.amount()))
                        .toList(),
                r == null
                        ? null
                        : new Bills.Receipt(
                                r.gateway(), r.terminal(), r.reference(), r.amount(), r.verified(), r.settled()));
    }

    public static Attempt attempt(Payments.Attempt a) {
        Text notice = a.returnLost()
                ? MESSAGES.text("attempt.return-lost")
                : a.state().equals("reversed") ? MESSAGES.text("attempt.went-back") : null;
        return new Attempt(
                a.id(),
                a.bill(),
                a.gateway(),
                a.order(),
                a.state(),
                a.code(),
                a.page(),
                a.form(),
                notice == null ? null : notice.english(),
                notice == null ? null : notice.persian());
    }

    /** @param refunds may be {@code null} */
    public static Duties duties(List<Cases.DutyLine> lines, RefundTerms refunds) {
        return new Duties(
                lines.stream()
                        .map(l -> new Duties.Line(
                                l.stage(), l.code(), l.titleEn(), l.titleFa(), l.amount(), l.why(), l.whyFa()))
                        .toList(),
                lines.stream().mapToLong(Cases.DutyLine::amount).sum(),
                refunds);
    }

    public static Certificate certificate(Certificates.Certificate c) {
        return new Certificate(
                c.code(), c.caseId(), c.number(), c.template(), c.content(), c.state(), c.issued(), c.digest());
    }
}
