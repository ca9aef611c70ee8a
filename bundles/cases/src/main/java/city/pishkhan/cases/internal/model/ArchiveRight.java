package city.pishkhan.cases.internal.model;

import city.pishkhan.api.rules.Procedures;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * By whose right the archive opens to a case, and what they say to it.
 *
 * @param right positions of the applicants who are the property's owners, {@code all} of the applicants, or {@code municipality}; {@code null}
 *              if it opens by nobody's
 * @param yes   positions of those who said yes to their identity papers from other services; {@code null} for none
 * @param no    positions of those who want nothing of theirs used; {@code null} for none
 */
public record ArchiveRight(String right, String yes, String no) {
    /** Of a case that was open before rights were told apart. */
    private static final String ALL = "all";

    public static ArchiveRight ofOwners(List<Integer> positions) {
        return new ArchiveRight(written(positions), null, null);
    }

    /** For what the municipality orders. */
    public static ArchiveRight ofMunicipality() {
        return new ArchiveRight(Procedures.MUNICIPALITY, null, null);
    }

    /** As it is once this applicant has said so: the last word counts. */
    public ArchiveRight answered(int position, boolean willing) {
        return new ArchiveRight(right, with(yes, position, willing), with(no, position, !willing));
    }

    /** Whether what the archive holds may be used: nobody else's papers are an office's business. */
    public boolean opens(List<?> applicants) {
        return Procedures.MUNICIPALITY.equals(right) || !owners(applicants).isEmpty();
    }

    /** Those by whose right it opens, and who do not object. */
    public <T> List<T> owners(List<T> applicants) {
        return at(positions(applicants.size()), applicants);
    }

    /** Those of them who said yes to their identity papers from other services. */
    public <T> List<T> willing(List<T> applicants) {
        List<Integer> said = read(yes);
        return at(positions(applicants.size()).filter(said::contains), applicants);
    }

    /** Whether it opens by this applicant's right, if that one does not object. */
    public boolean of(int position) {
        return right != null
                && !right.equals(Procedures.MUNICIPALITY)
                && (right.equals(ALL) || read(right).contains(position));
    }

    private Stream<Integer> positions(int applicants) {
        List<Integer> objecting = read(no);
        return IntStream.range(0, applicants)
                .filter(position -> of(position) && !objecting.contains(position))
                .boxed();
    }

    private static <T> List<T> at(Stream<Integer> positions, List<T> applicants) {
        return positions.<T>map(applicants::get).toList();
    }

    private static String with(String positions, int position, boolean among) {
        TreeSet<Integer> changed = new TreeSet<>(read(positions));
        if (among) {
            changed.add(position);
        } else {
            changed.remove(position);
        }
        return written(List.copyOf(changed));
    }

    private static String written(List<Integer> positions) {
        return positions.isEmpty()
                ? null
                : positions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> read(String positions) {
        return positions == null
                ? List.of()
                : Arrays.stream(positions.split(",")).map(Integer::valueOf).toList();
    }
}
