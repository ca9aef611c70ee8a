package city.pishkhan.contracts.office.persons;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * An authority to act for another person, as in the shown paper. {@code toString} shows nothing.
 *
 * @param kind     {@code proxy} (a notary's), {@code lawyer}, {@code guardian}, {@code heir} or {@code signatory} (of a legal person)
 * @param owner    the represented person: for a signatory a legal person, for a guardian the ward, for an heir the dead
 *                 person, whose death a district has recorded
 * @param holder   the representative, always a person with a national ID
 * @param subject  renovation code or plate of the only property or vehicle concerned; absent for all of the owner
 * @param acts     permitted acts: {@code open}, {@code see}, {@code receive}, {@code withdraw}, {@code pay}; required
 *                 for a proxy, optional for other kinds, which permit all
 * @param number   number of the paper: the notary's number, the lawyer's licence, the court's decision, the certificate
 *                 of inheritance or the gazette; 1 to 50 characters
 * @param contract number of a lawyer's contract, 1 to 50 characters; only for kind {@code lawyer}
 * @param gazette  day of the gazette that names a signatory, e.g. {@code 2026-03-21}; only for kind {@code signatory}
 * @param sheet    the scanned paper: SHA-256 of a sheet in a case of the office, 64 hexadecimal digits; may be absent
 * @param until    last day, e.g. {@code 2027-03-20}; for a guardian up to the ward's majority; required for lawyers, guardians and
 *                 signatories, forbidden for heirs
 * @param share    share of an heir as a fraction, e.g. {@code 1/6}; only for kind {@code heir}; the shares of all heirs
 *                 may add up to {@code 1/1}
 * @param jointly  for a signatory: {@code true} if only together with another signatory; absent if alone
 */
public record NewAuthority(
        @OneOf({"proxy", "lawyer", "guardian", "heir", "signatory"}) String kind,
        AuthorityPerson owner,
        AuthorityPerson holder,
        @Nullable String subject,
        @Nullable List<String> acts,
        String number,
        @Nullable String contract,
        @Nullable String gazette,
        @Nullable String sheet,
        @Nullable String until,
        @Nullable String share,
        @Nullable Boolean jointly) {
    @Override
    public String toString() {
        return "NewAuthority[kind=" + kind + "]";
    }
}
