package city.pishkhan.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Head of an official document.
 *
 * @param city   Persian name of the municipality
 * @param unit   issuing department, or empty
 * @param emblem the city's emblem, or {@code null}
 * @param title  title of the document
 * @param marks  labels and values next to the title, such as the number, the date and the validity
 * @param foot   text at the foot of each page, such as the title and the number
 */
public record Letterhead(
        String city, String unit, @Nullable Emblem emblem, String title, List<List<String>> marks, String foot) {
    public Letterhead {
        marks = List.copyOf(marks);
    }
}
