package city.pishkhan.api.persons;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who may act for whom (نمایندگی): proxies, lawyers, guardians, heirs and signatories, each recorded against its paper. A recorded
 * authority decides who may open, see, receive, withdraw and pay; owner and holder are told of it, and the owner may revoke it.
 */
public interface Authorities {

    /** By what somebody acts for another. */
    enum Kind {
        /** by a notary's proxy (وکالت‌نامه), for the acts that it names */
        PROXY,
        /** a lawyer by licence and contract */
        LAWYER,
        /** a guardian (قیم) by a court's decision */
        GUARDIAN,
        /** an heir by the certificate of inheritance, with a share of what a dead owner had */
        HEIR,
        /** who signs for a legal person, as the gazette says */
        SIGNATORY;

        /** In lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** By its {@link #code}. */
        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    /** What an authority lets its holder do. */
    enum Act {
        OPEN,
        SEE,
        RECEIVE,
        WITHDRAW,
        PAY;

        /** In lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** By its {@link #code}. */
        public static Optional<Act> of(String code) {
            return Arrays.stream(values())
                    .filter(act -> act.code().equals(code))
                    .findFirst();
        }
    }

    /**
     * Who gives or holds one. {@code toString} shows nothing.
     *
     * @param nationalId national ID, or of an owner a legal-person ID
     * @param mobile     {@code 09…}, for notices, or {@code null}
     */
    record Person(String nationalId, String name, String mobile) {
        @Override
        public String toString() {
            return "Person[]";
        }
    }

    /** An heir's share, e.g. 1 of 6. */
    record Share(int numerator, int denominator) {
        @Override
        public String toString() {
            return numerator + "/" + denominator;
        }
    }

    /**
     * What is to be recorded.
     *
     * @param subject  renovation code or plate, or {@code null} for all that the owner has
     * @param acts     of a proxy what it names; of any other kind empty for all
     * @param number   of the paper: the notary's, the licence, the court's decision, the certificate of inheritance, the gazette
     * @param contract a lawyer's contract, else {@code null}
     * @param gazette  day of the gazette that names a signatory, else {@code null}
     * @param sheet    address of the scanned paper, or {@code null}
     * @param until    last day; of a guardian the ward's majority; may be {@code null} for proxies, is so for heirs
     * @param share    an heir's, else {@code null}
     * @param jointly  of a signatory: only together with another one
     */
    record NewAuthority(
            Kind kind,
            Person owner,
            Person holder,
            String subject,
            Set<Act> acts,
            String number,
            String contract,
            LocalDate gazette,
            String sheet,
            LocalDate until,
            Share share,
            boolean jointly) {
        public NewAuthority {
            acts = Set.copyOf(acts);
        }
    }

    /**
     * One that is recorded.
     *
     * @param reference by which people call it, e.g. {@code A-1405-0000123}
     * @param state     {@code valid}, {@code lapsed} (its last day passed) or {@code revoked}
     * @param office    where it was recorded
     * @param district  of the property, else of that office
     * @param ended     when it lapsed or was revoked, or {@code null}
     * @param reason    why it was revoked, or {@code null}
     */
    record Authority(
            UUID id,
            String reference,
            Kind kind,
            Person owner,
            Person holder,
            String subject,
            Set<Act> acts,
            String number,
            String contract,
            LocalDate gazette,
            String sheet,
            LocalDate until,
            Share share,
            boolean jointly,
            String state,
            String office,
            int district,
            Instant recorded,
            Instant ended,
            String reason) {
        public Authority {
            acts = Set.copyOf(acts);
        }

        @Override
        public String toString() {
            return "Authority[" + reference + " " + kind.code() + " " + state + "]";
        }
    }

    /** @param held whether the caller holds it; else it is an authority over the caller */
    record Own(boolean held, Authority authority) {}

    /**
     * Records one at the caller's office; cases of the owner that are held for want of it go on.
     *
     * @throws Refusal INVALID with the field at fault; CONFLICT {@code authority.no-death} for heirs of whose death no district knows, {@code
     *                 authority.shares} if shares exceed the whole, {@code authority.twice}, {@code authority.too-many}
     */
    Authority record(Caller office, NewAuthority given);

    /** @throws Refusal NOT_FOUND */
    Authority find(Caller caller, UUID id);

    /** Those recorded at the caller's office, or in its district, newest first. @param state as of {@link Authority}, or {@code null} */
    Page<Authority> list(Caller caller, String state, String cursor, int limit);

    /** Ends it at once; cases that rest on it are held. @throws Refusal NOT_FOUND; CONFLICT {@code authority.ended} */
    Authority revoke(Caller caller, UUID id, String reason);

    /** Of the caller: who holds authority over it, and over whom it holds one; newest first. */
    Page<Own> mine(Caller citizen, String cursor, int limit);

    /** As {@link #revoke}, by the owner. @throws Refusal CONFLICT {@code authority.not-yours} for a guardian's or an heir's */
    Authority revokeOwn(Caller citizen, UUID id, String reason);
}
