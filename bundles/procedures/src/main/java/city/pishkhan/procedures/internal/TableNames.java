package city.pishkhan.procedures.internal;

import city.pishkhan.procedures.internal.TableSource.Cell;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The names that a table's cells mention. */
final class TableNames {
    private TableNames() {}

    static Set<String> of(TableSource table) {
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
