package city.pishkhan.governance.internal.seats;

import city.pishkhan.api.governance.Committee.Kind;
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

/**
 * A committee as it sits today.
 *
 * @param name    e.g. {@code steering}
 * @param decides the kinds of decisions that are its own
 * @param quorum  seats that must take part
 * @param seats   the chair's first
 */
public record CommitteeSeats(String name, Set<Kind> decides, int quorum, List<Seat> seats) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    /** Who hears an appeal follows from who opens services to offices, and is no file's to say. */
    private static final List<Kind> OF_FILES =
            Arrays.stream(Kind.values()).filter(kind -> kind != Kind.APPEAL).toList();

    /** A body, and in brackets as which party it may stand before the Disciplinary Committee. */
    private static final Pattern BODY = Pattern.compile("([^()]+?)\\s*(?:\\(\\s*([a-z]+)(?:\\s+([^()\\s]+))?\\s*\\))?");

    /**
     * @param name   of the body that is represented, e.g. {@code planning-deputy}
     * @param member login; {@code null} of a seat whose people were taken out, until two people have seated others
     * @param deputy login, or {@code null}
     * @param party  that the body is where it is accused itself, {@code kind name}; {@code null} if its name says it
     */
    public record Seat(String name, String member, String deputy, String party) {
        public boolean of(String login) {
            return login.equals(member) || login.equals(deputy);
        }

        /** Whether the body is the one that is accused. @param kind, party as {@code Discipline.Party} has them */
        public boolean is(String kind, String accused) {
            return party != null
                    ? party.equals(kind + " " + accused)
                    : name.equals(accused) || name.equals(kind + "-" + accused);
        }
    }

    public CommitteeSeats {
        decides = Set.copyOf(decides);
        seats = List.copyOf(seats);
        if (seats.isEmpty()) {
            throw CommitteeFloor.broken("seats", "committee-file.no-seats");
        }
        twice(seats.stream().map(Seat::name)).ifPresent(body -> {
            throw CommitteeFloor.broken("seats", "committee-file.body-twice", body);
        });
        twice(seats.stream().flatMap(s -> Stream.of(s.member(), s.deputy())).filter(Objects::nonNull))
                .ifPresent(login -> {
                    throw CommitteeFloor.broken("seats", "committee-file.login-twice", login);
                });
        if (quorum < 1 || quorum > seats.size()) {
            throw CommitteeFloor.broken("quorum", "committee-file.quorum", seats.size());
        }
    }

    private static Optional<String> twice(Stream<String> names) {
        return names.collect(Collectors.groupingBy(one -> one, Collectors.counting())).entrySet().stream()
                .filter(counted -> counted.getValue() > 1)
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    /**
     * @param decides kinds, comma between: {@code expose, withdraw}
     * @param seats   {@code body = member / deputy}, comma between; the deputy may be left out
     * @throws IllegalArgumentException that names the field and says what is wrong in both languages
     */
    public static CommitteeSeats parse(String name, String decides, int quorum, String seats) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw CommitteeFloor.broken("name", "committee-file.name");
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
        return OF_FILES.stream()
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommitteeFloor.broken(
                        "decides",
                        "committee-file.decides",
                        word,
                        OF_FILES.stream().map(Kind::word).toList()));
    }

    private static Seat seat(String text) {
        String[] halves = text.split(":", 2);
        Matcher body = BODY.matcher(halves[0].strip());
        List<String> people = halves.length < 2
                ? List.of()
                : new ArrayList<>(
                        Stream.of(halves[1].split("/", -1)).map(String::strip).toList());
        if (people.isEmpty() || people.size() > 2 || people.contains("") || !body.matches()) {
            throw CommitteeFloor.broken("seats", "committee-file.seat", text);
        }
        String kind = body.group(2);
        String party = kind == null ? null : kind + " " + (body.group(3) == null ? kind : body.group(3));
        return new Seat(body.group(1), people.get(0), people.size() > 1 ? people.get(1) : null, party);
    }

    public Optional<Seat> seatOf(String login) {
        return seats.stream().filter(seat -> seat.of(login)).findFirst();
    }

    public List<String> names() {
        return seats.stream().map(Seat::name).toList();
    }

    /** The seats as a file has them, so that {@link #parse} reads them again. */
    String written() {
        return seats.stream()
                .map(seat -> seat.name
                        + (seat.party == null ? "" : " (" + seat.party + ")")
                        + ": " + seat.member
                        + (seat.deputy == null ? "" : " / " + seat.deputy))
                .collect(Collectors.joining(", "));
    }

    /** These seats without the people and the kinds that others do not have: what is taken out is out at once. */
    CommitteeSeats within(CommitteeSeats others) {
        Set<String> people = others.seats.stream()
                .flatMap(seat -> Stream.of(seat.member, seat.deputy))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new CommitteeSeats(
                name,
                decides.stream().filter(others.decides::contains).collect(Collectors.toSet()),
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
