package city.pishkhan.identifiers;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A property's renovation code (کد نوسازی): seven numbers joined by dashes, 0 for an absent part, e.g. {@code 22-3-17-4-1-0-0}.
 * Leading zeros of a part are removed, so that each property has one textual form.
 *
 * @param district municipal district, 1 to {@link #DISTRICTS}
 */
public record RenovationCode(int district, int region, int block, int house, int building, int apartment, int shop) {
    /**
     * Number of the city's districts, which are numbered from 1. Other places derive the number from this constant, or {@code
     * DistrictsTest} compares them with it.
     */
    public static final int DISTRICTS = 22;

    /** Matches the number of a district without leading zeros: {@code 1|2|3…}. */
    public static final Pattern DISTRICT = Pattern.compile(
            IntStream.rangeClosed(1, DISTRICTS).mapToObj(String::valueOf).collect(Collectors.joining("|")));

    private static final int LARGEST_PART = 99_999;

    /** Maximum number of digits of each part, in order. */
    public static final List<Integer> LENGTHS = lengths();

    private static final IdentifierType KIND = IdentifierType.open("renovation-code");
    private static final Pattern DASH = Pattern.compile("\\s*[\\p{Pd}\u2212]\\s*");
    private static final Pattern PART = Pattern.compile("[0-9]{1,5}");

    /** @throws InvalidIdentifier with the rule that the parts violate */
    public RenovationCode {
        String text = join(district, region, block, house, building, apartment, shop);
        KIND.require(district >= 1 && district <= DISTRICTS, text, "district", district, DISTRICTS);
        for (int part : new int[] {region, block, house, building, apartment, shop}) {
            KIND.require(part >= 0 && part <= LARGEST_PART, text, "part", LARGEST_PART);
        }
    }

    /** @throws InvalidIdentifier with the rule that {@code text} violates */
    public static RenovationCode parse(@Nullable String text) {
        String clean = KIND.normalise(text);
        String[] parts = DASH.split(clean, -1);
        KIND.require(parts.length == 7, clean, "parts", parts.length);
        int[] numbers = new int[7];
        for (int i = 0; i < 7; i++) {
            KIND.require(PART.matcher(parts[i]).matches(), clean, "part/digits", i + 1);
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return new RenovationCode(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    public String value() {
        return join(district, region, block, house, building, apartment, shop);
    }

    @Override
    public String toString() {
        return value();
    }

    private static List<Integer> lengths() {
        int part = String.valueOf(LARGEST_PART).length();
        return List.of(String.valueOf(DISTRICTS).length(), part, part, part, part, part, part);
    }

    private static String join(int... parts) {
        var out = new StringBuilder();
        for (int part : parts) {
            out.append(out.isEmpty() ? "" : "-").append(part);
        }
        return out.toString();
    }
}
