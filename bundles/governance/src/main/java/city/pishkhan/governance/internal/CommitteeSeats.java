package city.pishkhan.governance.internal;

import city.pishkhan.api.governance.Committee.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
record CommitteeSeats(String name, Set<Kind> decides, int quorum, List<Seat> seats) {

    /**
     * @param name   of the body that is represented, e.g. {@code planning-deputy}
     * @param member login
     * @param deputy login, or {@code null}
     */
    record Seat(String name, String member, String deputy) {
        boolean of(String login) {
            return login.equals(member) || login.equals(deputy);
        }
    }

    CommitteeSeats {
        decides = Set.copyOf(decides);
        seats = List.copyOf(seats);
        long names = seats.stream().map(Seat::name).distinct().count();
        if (seats.isEmpty() || names < seats.size()) {
            throw new IllegalArgumentException("A committee has seats, each named once");
        }
        if (quorum < 1 || quorum > seats.size()) {
            throw new IllegalArgumentException("The quorum of " + name + " is 1 to " + seats.size());
        }
        List<String> people = seats.stream()
                .flatMap(s -> Stream.of(s.member(), s.deputy()))
                .filter(java.util.Objects::nonNull)
                .toList();
        if (Set.copyOf(people).size() < people.size()) {
            throw new IllegalArgumentException("Somebody has two places in " + name);
        }
    }

    /**
     * @param decides kinds, comma between: {@code expose, withdraw}
     * @param seats   {@code name = member / deputy}, comma between; the deputy may be left out
     * @throws IllegalArgumentException that says what is wrong
     */
    static CommitteeSeats parse(String name, String decides, int quorum, String seats) {
        return new CommitteeSeats(
                name,
                parts(decides)
                        .map(kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .collect(Collectors.toSet()),
                quorum,
                parts(seats).map(CommitteeSeats::seat).toList());
    }

    private static Stream<String> parts(String list) {
        return Stream.of(list.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static Seat seat(String text) {
        String[] halves = text.split(":", 2);
        if (halves.length < 2) {
            throw new IllegalArgumentException("A seat reads name: member / deputy, not " + text);
        }
        List<String> people = new ArrayList<>(
                Stream.of(halves[1].split("/")).map(String::strip).toList());
        if (people.isEmpty() || people.size() > 2 || people.contains("") || halves[0].isBlank()) {
            throw new IllegalArgumentException("A seat reads name: member / deputy, not " + text);
        }
        return new Seat(halves[0].strip(), people.get(0), people.size() > 1 ? people.get(1) : null);
    }

    Optional<Seat> seatOf(String login) {
        return seats.stream().filter(seat -> seat.of(login)).findFirst();
    }

    List<String> names() {
        return seats.stream().map(Seat::name).toList();
    }
}
