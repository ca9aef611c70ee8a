package city.pishkhan.cases.internal.model;

import city.pishkhan.api.rules.Procedures;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The right to use archived sheets in a case, with the applicants' consents and objections.
 *
 * @param ownerPositions      positions of the applicants who own the property, separated by commas, or {@code municipality}; {@code
 *     null} if there is no right
 * @param consentingPositions positions of the applicants who consent to the use of their identity papers from other services; {@code
 *     null} for none
 * @param objectingPositions  positions of the applicants who object to any use; {@code null} for none
 */
public record ArchiveRight(String ownerPositions, String consentingPositions, String objectingPositions) {
    public static ArchiveRight ofOwners(List<Integer> positions) {
        return new ArchiveRight(written(positions), null, null);
    }

    /** The right to use the archive in a case that the municipality ordered. */
    public static ArchiveRight ofMunicipality() {
        return new ArchiveRight(Procedures.MUNICIPALITY, null, null);
    }

    /**
     * Returns a copy with this applicant's consent or objection, which replaces an earlier answer of the same
     * applicant.
     */
    public ArchiveRight withAnswer(int position, boolean willing) {
        return new ArchiveRight(
                ownerPositions,
                with(consentingPositions, position, willing),
                with(objectingPositions, position, !willing));
    }

    /** Returns {@code true} if the archive's papers may be used: for the municipality, or if at least one owner does not object. */
    public boolean isUsable(List<?> applicants) {
        return Procedures.MUNICIPALITY.equals(ownerPositions)
                || !owners(applicants).isEmpty();
    }

    /** The applicants who own the property and do not object to the use of the archive. */
    public <T> List<T> owners(List<T> applicants) {
        return at(positions(applicants.size()), applicants);
    }

    /** Returns which of {@link #owners} consent to the use of their identity papers from other services. */
    public <T> List<T> willing(List<T> applicants) {
        List<Integer> consented = read(consentingPositions);
        return at(positions(applicants.size()).filter(consented::contains), applicants);
    }

    /**
     * Returns {@code true} if this applicant is one of the owners in {@link #ownerPositions}, even if the applicant objects to
     * the use.
     */
    public boolean hasRight(int position) {
        return ownerPositions != null
                && !ownerPositions.equals(Procedures.MUNICIPALITY)
                && read(ownerPositions).contains(position);
    }

    private Stream<Integer> positions(int applicants) {
        List<Integer> objecting = read(objectingPositions);
        return IntStream.range(0, applicants)
                .filter(position -> hasRight(position) && !objecting.contains(position))
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
