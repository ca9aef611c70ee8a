package city.pishkhan.doors.mapping;

import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.contracts.office.payments.RefundTerms;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import org.jspecify.annotations.Nullable;

/** Formats the refund terms that payers see before they pay: shares refunded if the case fails, by the rules of the case. */
public final class RefundTermsMapper {
    private static final Messages MESSAGES = Messages.of(RefundTermsMapper.class);

    private final Procedures procedures;

    public RefundTermsMapper(Procedures procedures) {
        this.procedures = procedures;
    }

    /** @return the terms, or {@code null} if the applicant pays nothing */
    public @Nullable RefundTerms termsOf(CaseReference of) {
        return procedures
                .ruleSet(of.ruleSet())
                .procedure(of.service())
                .filter(procedure -> procedure.payment().isPresent())
                .map(Procedure::refunds)
                .map(RefundTermsMapper::terms)
                .orElse(null);
    }

    /** Formats refund shares; used wherever refund terms are shown. */
    public static RefundTerms terms(RefundShares s) {
        return new RefundTerms(
                s.refused(),
                s.lapsed(),
                s.withdrawn(),
                s.revoked(),
                MESSAGES.english("refund-terms", s.refused(), s.lapsed(), s.withdrawn(), s.revoked()),
                MESSAGES.persian(
                        "refund-terms",
                        digits(s.refused()),
                        digits(s.lapsed()),
                        digits(s.withdrawn()),
                        digits(s.revoked())));
    }

    private static String digits(int percent) {
        return PersianText.persianDigits(String.valueOf(percent));
    }
}
