package city.pishkhan.contracts.office;

import city.pishkhan.contracts.OneOf;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Who may act for whom, as a paper says that was shown. {@code toString} shows nothing.
 *
 * @param kind     {@code proxy} (a notary's), {@code lawyer}, {@code guardian}, {@code heir} or {@code signatory} (of a legal person)
 * @param owner    who is acted for; of a signatory a legal person, of a guardian the ward, of an heir the dead, whose death a district
 *                 has recorded
 * @param holder   who acts: always a person with a national ID
 * @param subject  the one property or vehicle that it is for, renovation code or plate; absent for all that the owner has
 * @param acts     {@code open}, {@code see}, {@code receive}, {@code withdraw}, {@code pay}: what a proxy allows; may be absent for other
 *                 kinds, which allow all
 * @param number   of the paper: the notary's number, the lawyer's licence, the court's decision, the certificate of inheritance, the
 *                 gazette; 1 to 50 characters
 * @param contract number of a lawyer's contract, 1 to 50 characters; of no other kind
 * @param gazette  day of the gazette that names a signatory, e.g. {@code 2026-03-21}; of no other kind
 * @param sheet    the scanned paper: address of a sheet in a case of the office, 64 hexadecimal digits; may be absent
 * @param until    last day on which it holds, e.g. {@code 2027-03-20}; of a guardian at the latest the day of the ward's majority;
 *                 needed for lawyers, guardians and signatories, never for heirs
 * @param share    an heir's, as a fraction such as {@code 1/6}; of no other kind; all heirs' together at most {@code 1/1}
 * @param jointly  of a signatory: whether only together with another one; absent for alone
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
