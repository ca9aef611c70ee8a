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
import org.jspecify.annotations.Nullable;

/**
 * Authorities to act for another person (نمایندگی): of proxies, lawyers, guardians, heirs and signatories, each
 * recorded with its paper. A recorded authority permits its holder to open, see, pay or withdraw a case, or to receive
 * its certificate. Owner and holder are notified, and the owner may revoke it.
 */
public interface Authorities {

    /** Legal basis of an authority. */
    enum Kind {
        /** a notary's proxy (وکالت‌نامه), for the acts that it names */
        PROXY,
        /** a lawyer, by licence and contract */
        LAWYER,
        /** a guardian (قیم), by a court's decision */
        GUARDIAN,
        /** an heir, by the certificate of inheritance, with a share of a deceased owner's property */
        HEIR,
        /** a signatory of a legal person, according to the gazette */
        SIGNATORY;

        /** Lower-case code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the kind with a {@link #code}; empty if unknown. */
        public static Optional<Kind> of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code().equals(code))
                    .findFirst();
        }
    }

    /** An act that an authority permits. */
    enum Act {
        OPEN,
        SEE,
        RECEIVE,
        WITHDRAW,
        PAY;

        /** Lower-case code. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the act with a {@link #code}; empty if unknown. */
        public static Optional<Act> of(String code) {
            return Arrays.stream(values())
                    .filter(act -> act.code().equals(code))
                    .findFirst();
        }
    }

    /**
     * Owner or holder of an authority. {@code toString} omits personal data.
     *
     * @param nationalId national ID; for an owner also a legal-person ID
     * @param mobile     {@code 09…}, for notices, or {@code null}
     */
    record Person(@Nullable String nationalId, @Nullable String name, @Nullable String mobile) {
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
     * An authority to be recorded.
     *
     * @param subject  renovation code or plate, or {@code null} for everything that the owner has
     * @param acts     acts that a proxy names; empty for any other kind, which permits all
     * @param number   number of the paper: the notary's, the licence, the court's decision, the certificate of inheritance, the
     *                 gazette
     * @param contract number of a lawyer's contract, else {@code null}
     * @param gazette  day of the gazette that names a signatory, else {@code null}
     * @param sheet    address of the scanned paper, or {@code null}
     * @param until    last day; for a guardian the ward's majority; may be {@code null} for proxies, always {@code null} for
     *                 heirs
     * @param share    an heir's share, else {@code null}
     * @param jointly  whether a signatory may sign only together with another
     */
    record NewAuthority(
            Kind kind,
            Person owner,
            Person holder,
            @Nullable String subject,
            Set<Act> acts,
            String number,
            @Nullable String contract,
            @Nullable LocalDate gazette,
            @Nullable String sheet,
            @Nullable LocalDate until,
            @Nullable Share share,
            boolean jointly) {
        public NewAuthority {
            acts = Set.copyOf(acts);
        }
    }

    /**
     * A recorded authority.
     *
     * @param reference reference for people, e.g. {@code A-1405-0000123}
     * @param state     {@code valid}, {@code lapsed} (its last day passed) or {@code revoked}
     * @param office    office that recorded it
     * @param district  district of the property, else of that office
     * @param ended     time at which it lapsed or was revoked, or {@code null}
     * @param reason    reason of the revocation, or {@code null}
     */
    record Authority(
            UUID id,
            String reference,
            Kind kind,
            Person owner,
            Person holder,
            String subject,
            Set<Act> acts,
            @Nullable String number,
            @Nullable String contract,
            LocalDate gazette,
            @Nullable String sheet,
            LocalDate until,
            @Nullable Share share,
            boolean jointly,
            String state,
            String office,
            int district,
            @Nullable Instant recorded,
            @Nullable Instant ended,
            @Nullable String reason) {
        public Authority {
            acts = Set.copyOf(acts);
        }

        @Override
        public String toString() {
            return "Authority[" + reference + " " + kind.code() + " " + state + "]";
        }
    }

    /**
     * An authority that concerns the caller.
     *
     * @param held {@code true} if the caller holds it, {@code false} if it is an authority to act for the caller
     */
    record Own(boolean held, Authority authority) {}

    /**
     * Records an authority at the caller's office. The owner's cases that were held because this authority was missing
     * continue.
     *
     * @throws Refusal INVALID with the invalid field; CONFLICT {@code authority.no-death} for heirs of a person whose
     *     death is not recorded, {@code authority.shares} if the shares exceed the whole, {@code authority.twice},
     *     {@code authority.too-many}
     */
    Authority record(Caller office, NewAuthority given);

    /**
     * Returns an authority.
     *
     * @throws Refusal NOT_FOUND
     */
    Authority find(Caller caller, UUID id);

    /**
     * Authorities recorded at the caller's office or in its district, newest first.
     *
     * @param state as in {@link Authority}, or {@code null} for all
     */
    Page<Authority> list(Caller caller, @Nullable String state, @Nullable String cursor, int limit);

    /**
     * Revokes an authority at once; cases that depend on it are held.
     *
     * @throws Refusal NOT_FOUND; CONFLICT {@code authority.ended}
     */
    Authority revoke(Caller caller, UUID id, String reason);

    /** Authorities that the caller holds, and authorities to act for the caller; newest first. */
    Page<Own> listOwn(Caller citizen, @Nullable String cursor, int limit);

    /**
     * As {@link #revoke}, by the owner.
     *
     * @throws Refusal CONFLICT {@code authority.not-yours} for a guardian's or an heir's authority
     */
    Authority revokeOwn(Caller citizen, UUID id, String reason);
}
