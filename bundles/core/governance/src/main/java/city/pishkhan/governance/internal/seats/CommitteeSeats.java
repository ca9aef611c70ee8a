package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.identifiers.PersianText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The composition of a committee.
 *
 * @param name    e.g. {@code steering}
 * @param decides kinds of decisions that the committee makes
 * @param quorum  number of seats that must take part
 * @param seats   the chair's seat first
 */
public record CommitteeSeats(String name, Set<Kind> decides, int quorum, List<Seat> seats) {
    private static final int LONGEST_NAME = 41;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0," + (LONGEST_NAME - 1) + "}");
    /**
     * Kinds of decisions that a committee's file may list. Appeals are always heard by the committee that exposes
     * services.
     */
    private static final List<Kind> CONFIGURABLE_KINDS =
            Arrays.stream(Kind.values()).filter(kind -> kind != Kind.APPEAL).toList();

    /** Matches a body and, in brackets, the party as which it can be accused in a complaint. */
    private static final Pattern BODY = Pattern.compile("([^()]+?)\\s*(?:\\(\\s*([a-z]+)(?:\\s+([^()\\s]+))?\\s*\\))?");

    /**
     * A seat of a committee.
     *
     * @param name   the represented body, e.g. {@code planning-deputy}
     * @param member login; {@code null} if its member was removed and the replacement is not accepted yet
     * @param deputy login, or {@code null}
     * @param party  the party that the body is in complaints, as {@code kind name}; {@code null} if the name of the
     *     body already identifies the party
     */
    public record Seat(String name, @Nullable String member, @Nullable String deputy, @Nullable String party) {
        public boolean hasMember(String login) {
            return login.equals(member) || login.equals(deputy);
        }

        /**
         * Returns {@code true} if the body is the accused party.
         *
         * @param kind    kind of the party, as in {@code Discipline.Party}
         * @param accused name of the party, as in {@code Discipline.Party}
         */
        public boolean isParty(String kind, @Nullable String accused) {
            return party != null
                    ? party.equals(kind + " " + accused)
                    : name.equals(accused) || name.equals(kind + "-" + accused);
        }
    }

    public CommitteeSeats {
        decides = Set.copyOf(decides);
        seats = List.copyOf(seats);
        if (seats.isEmpty()) {
            throw CommitteeFileCheck.violation("seats", "committee-file.no-seats");
        }
        findDuplicate(seats.stream().map(Seat::name)).ifPresent(body -> {
            throw CommitteeFileCheck.violation("seats", "committee-file.body-twice", body);
        });
        findDuplicate(seats.stream()
                        .flatMap(s -> Stream.of(s.member(), s.deputy()))
                        .filter(Objects::nonNull))
                .ifPresent(login -> {
                    throw CommitteeFileCheck.violation("seats", "committee-file.login-twice", login);
                });
        if (quorum < 1 || quorum > seats.size()) {
            throw CommitteeFileCheck.violation("quorum", "committee-file.quorum", seats.size());
        }
    }

    private static Optional<String> findDuplicate(Stream<String> names) {
        return names.collect(Collectors.groupingBy(one -> one, Collectors.counting())).entrySet().stream()
                .filter(counted -> counted.getValue() > 1)
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /**
     * Parses the settings of a committee.
     *
     * @param decides comma-separated kinds: {@code expose, withdraw}
     * @param seats   comma-separated seats: {@code body: member / deputy}; the deputy is optional
     * @throws IllegalArgumentException with the field and the mistake in both languages
     */
    public static CommitteeSeats parse(String name, String decides, int quorum, String seats) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw CommitteeFileCheck.violation(
                    "name", "committee-file.name", PersianText.asText(String.valueOf(LONGEST_NAME)));
        }
        return new CommitteeSeats(
                name,
                parts(decides).map(CommitteeSeats::kind).collect(Collectors.toSet()),
                quorum,
                parts(seats).map(CommitteeSeats::seat).toList());
    }

    private static Stream<String> parts(String list) {
        return Stream.of((list == null ? "" : list).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }

    private static Kind kind(String word) {
        return CONFIGURABLE_KINDS.stream()
                .filter(kind -> kind.code().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommitteeFileCheck.violation(
                        "decides",
                        "committee-file.decides",
                        word,
                        CONFIGURABLE_KINDS.stream().map(Kind::code).toList()));
    }

    private static Seat seat(String text) {
        String[] halves = text.split(":", 2);
        Matcher body = BODY.matcher(halves[0].strip());
        List<String> people = halves.length < 2
                ? List.of()
                : new ArrayList<>(
                        Stream.of(halves[1].split("/", -1)).map(String::strip).toList());
        if (people.isEmpty() || people.size() > 2 || people.contains("") || !body.matches()) {
            throw CommitteeFileCheck.violation("seats", "committee-file.seat", text);
        }
        String kind = body.group(2);
        String party = kind == null ? null : kind + " " + (body.group(3) == null ? kind : body.group(3));
        return new Seat(body.group(1), people.get(0), people.size() > 1 ? people.get(1) : null, party);
    }

    public Optional<Seat> seatOf(String login) {
        return seats.stream().filter(seat -> seat.hasMember(login)).findFirst();
    }

    public List<String> names() {
        return seats.stream().map(Seat::name).toList();
    }

    /** Returns the seats in the format that {@link #parse} reads. */
    String format() {
        return seats.stream()
                .map(seat -> seat.name
                        + (seat.party == null ? "" : " (" + seat.party + ")")
                        + ": " + seat.member
                        + (seat.deputy == null ? "" : " / " + seat.deputy))
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns this committee without the people and kinds of decisions that {@code limits} lacks, so that removals take
     * effect at once.
     */
    CommitteeSeats restrictedTo(CommitteeSeats limits) {
        Set<String> people = limits.seats.stream()
                .flatMap(seat -> Stream.of(seat.member, seat.deputy))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new CommitteeSeats(
                name,
                decides.stream().filter(limits.decides::contains).collect(Collectors.toSet()),
                quorum,
                seats.stream()
                        .map(seat -> new Seat(
                                seat.name,
                                people.contains(seat.member) ? seat.member : null,
                                people.contains(seat.deputy) ? seat.deputy : null,
                                seat.party))
                        .toList());
    }
}
