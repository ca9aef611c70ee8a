package city.pishkhan.doors;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RefundShares;
import city.pishkhan.contracts.office.RefundTerms;
import city.pishkhan.identifiers.PersianText;

/** Tells payers before they pay what goes back if their case comes to nothing, by the rules of the case. */
public final class RefundTermsMapper {
    private final Procedures procedures;

    public RefundTermsMapper(Procedures procedures) {
        this.procedures = procedures;
    }

    /** @return {@code null} where the applicant pays nothing */
    public RefundTerms of(CaseView view) {
        return procedures
                .ruleSet(view.ruleSet())
                .procedure(view.service())
                .filter(procedure -> procedure.payment().isPresent())
                .map(Procedure::refunds)
                .map(RefundTermsMapper::terms)
                .orElse(null);
    }

    /** The same shares wherever somebody is told of them. */
    public static RefundTerms terms(RefundShares s) {
        return new RefundTerms(
                s.refused(),
                s.lapsed(),
                s.withdrawn(),
                s.revoked(),
                "Of the duties, " + s.refused() + "% go back if the case is refused, " + s.lapsed()
                        + "% if it lapses because a time ran out, " + s.withdrawn() + "% if it is withdrawn, "
                        + s.revoked()
                        + "% if its certificate is revoked. The office's fee does not go back.",
                PersianText.persianDigits("از عوارض پرداخت‌شده، اگر پرونده رد شود " + s.refused()
                        + "٪، اگر مهلتی بگذرد و پرونده از آن رو پایان یابد " + s.lapsed() + "٪، اگر متقاضی انصراف دهد "
                        + s.withdrawn() + "٪ و اگر گواهی باطل شود " + s.revoked()
                        + "٪ برمی‌گردد. کارمزد دفتر برنمی‌گردد."));
    }
}
