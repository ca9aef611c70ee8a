package city.pishkhan.planning.internal;

import city.pishkhan.planning.ImportReport.Reject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Writes the valid rows and the rejects of a file to the database in blocks. */
final class StagingTable implements IslandFile.Rows {
    private static final int BLOCK = 2_000;

    private final Handle sql;
    private final UUID run;
    private final RowReader reader;
    private final List<PropertyRow> rows = new ArrayList<>(BLOCK);
    private final List<Reject> rejects = new ArrayList<>();
    private long count;

    StagingTable(Handle sql, UUID run, RowReader reader) {
        this.sql = sql;
        this.run = run;
        this.reader = reader;
        sql.registerArrayType(String.class, "text");
        sql.registerArrayType(BigDecimal.class, "numeric");
        sql.execute(
                "create temporary table stage (line bigint, code text, parts int[], uses text[], floors int, density int,"
                        + " land_area numeric(12,2), regional_price bigint, owners text[]) on commit drop");
    }

    @Override
    public void row(long line, Map<String, String> row) {
        try {
            PropertyRow property = reader.read(line, row);
            count++;
            rows.add(property);
            if (rows.size() == BLOCK) {
                flushRows();
            }
        } catch (RowRejected e) {
            reject(line, e);
        }
    }

    @Override
    public void reject(long line, RowRejected why) {
        count++;
        rejects.add(new Reject(line, why.rule(), why.getMessage(), why.persian()));
        if (rejects.size() == BLOCK) {
            flushRejects();
        }
    }

    /** @return number of rows of the file */
    long finish() {
        flushRows();
        flushRejects();
        sql.execute("analyze stage");
        return count;
    }

    private void flushRows() {
        if (rows.isEmpty()) {
            return;
        }
        sql.createUpdate(
                        "insert into stage select line, code, string_to_array(code, '-')::int[], string_to_array(uses, ';'), floors,"
                                + " density, land_area, regional_price, string_to_array(owners, ';') from unnest(:line, :code, :uses, :floors,"
                                + " :density, :area, :price, :owners) as t (line, code, uses, floors, density, land_area, regional_price, owners)")
                .bindArray(
                        "line", Long.class, rows.stream().map(PropertyRow::line).toArray())
                .bindArray(
                        "code",
                        String.class,
                        rows.stream().map(r -> r.code().value()).toArray())
                .bindArray(
                        "uses",
                        String.class,
                        rows.stream().map(r -> String.join(";", r.uses())).toArray())
                .bindArray(
                        "floors",
                        Integer.class,
                        rows.stream().map(PropertyRow::floors).toArray())
                .bindArray(
                        "density",
                        Integer.class,
                        rows.stream().map(PropertyRow::density).toArray())
                .bindArray(
                        "area",
                        BigDecimal.class,
                        rows.stream().map(PropertyRow::landArea).toArray())
                .bindArray(
                        "price",
                        Long.class,
                        rows.stream().map(PropertyRow::regionalPrice).toArray())
                .bindArray(
                        "owners",
                        String.class,
                        rows.stream().map(r -> String.join(";", r.owners())).toArray())
                .execute();
        rows.clear();
    }

    private void flushRejects() {
        if (rejects.isEmpty()) {
            return;
        }
        sql.createUpdate(
                        "insert into planning.import_reject (run, line, rule, english, persian)"
                                + " select :run, t.* from unnest(:line, :rule, :english, :persian) as t (line, rule, english, persian)")
                .bind("run", run)
                .bindArray(
                        "line", Long.class, rejects.stream().map(Reject::line).toArray())
                .bindArray(
                        "rule", String.class, rejects.stream().map(Reject::rule).toArray())
                .bindArray(
                        "english",
                        String.class,
                        rejects.stream().map(Reject::english).toArray())
                .bindArray(
                        "persian",
                        String.class,
                        rejects.stream().map(Reject::persian).toArray())
                .execute();
        rejects.clear();
    }
}
