package city.pishkhan.procedures.internal.files;

import city.pishkhan.messages.Text;
import city.pishkhan.procedures.internal.files.RuleProblem.Mark;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision table as defined in its file, with positions.
 *
 * @param file name of the file inside the rule set
 * @param id the table's name
 * @param title title in English
 * @param titleFa title in Persian, or {@code null} if the file has none
 */
public record TableSource(
        String file,
        String id,
        String title,
        @Nullable String titleFa,
        Mark mark,
        String hitPolicy,
        List<Input> inputs,
        List<Output> outputs,
        List<Rule> rules) {

    /** A FEEL expression and its position. */
    public record Cell(String text, Mark mark) {

        /** Returns {@code true} if the cell matches any value. */
        public boolean isAny() {
            return text.isEmpty() || text.equals("-");
        }
    }

    /**
     * @param label name of the input in explanations
     * @param labelFa the input's description in Persian, or {@code null} if the file has none
     */
    public record Input(String label, @Nullable String labelFa, String type, Cell expression) {}

    public record Output(String name, String label, @Nullable String labelFa, String type, Mark mark) {}

    /** @param description first words of the explanation, e.g. "fire asked" */
    public record Rule(String id, String description, Mark mark, List<Cell> tests, List<Cell> outputs) {

        /** Returns the cells' texts in the order of {@link TableSource#columns}. */
        public List<String> texts() {
            return Stream.concat(
                            tests.stream().map(t -> t.isAny() ? "-" : t.text()),
                            outputs.stream().map(Cell::text))
                    .toList();
        }
    }

    /** Returns the titles of the columns, inputs first. */
    public List<Text> columns() {
        return Stream.concat(
                        inputs.stream().map(i -> column(i.label(), i.labelFa())),
                        outputs.stream().map(o -> column(o.label(), o.labelFa())))
                .toList();
    }

    private static Text column(String label, @Nullable String labelFa) {
        return new Text(label, labelFa == null ? label : labelFa);
    }

    /** Returns the index of the output with the given name. */
    public Optional<Integer> output(String name) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
