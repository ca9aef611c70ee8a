package city.pishkhan.procedures.internal.tables;

import city.pishkhan.procedures.internal.files.TableSource;
import city.pishkhan.procedures.internal.files.TableSource.Cell;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the names that a table's cells use. */
public final class TableNames {
    private TableNames() {}

    /**
     * Returns the names used by the cells, the computed values and the mode's bounds, without the names of the computed values themselves.
     */
    public static Set<String> collect(TableSource table, TableMode mode) {
        Set<String> names = collect(table);
        mode.lets().forEach(let -> names.addAll(Feel.names(let.expression())));
        mode.lets().forEach(let -> names.remove(let.name()));
        for (String end : new String[] {mode.after(), mode.to()}) {
            if (end != null) {
                names.add(end);
            }
        }
        return names;
    }

    /** Returns the names used by one cell. */
    public static Set<String> collect(Cell cell) {
        return Feel.names(cell.text());
    }

    private static Set<String> collect(TableSource table) {
        Set<String> names = new LinkedHashSet<>();
        cells(table).forEach(cell -> names.addAll(Feel.names(cell.text())));
        return names;
    }

    static Stream<Cell> cells(TableSource table) {
        return Stream.concat(
                table.inputs().stream().map(TableSource.Input::expression),
                table.rules().stream().flatMap(r -> Stream.concat(r.tests().stream(), r.outputs().stream())));
    }
}
