package city.pishkhan.planning.internal;

import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Converts the staged rows of one island to claims: the values that the island states for a property. Merges the claims
 * of both islands to properties.
 */
final class Merge {
    private static final Messages MESSAGES = Messages.of(Merge.class);

    /** Columns in which islands may differ, as in the file's header. */
    static final List<String> FIELDS = List.of("uses", "floors", "density", "land_area", "regional_price", "owners");

    private static final String DUPLICATES =
            """
            with later as (
              delete from stage s using (select line, min(line) over (partition by code) as first from stage) f
              where f.line = s.line and f.first < s.line
              returning s.line, s.code, f.first)
            insert into planning.import_reject (run, line, rule, english, persian)
            select :run, line, 'row.duplicate', format(cast(:english as text), code, first), format(cast(:persian as text), code, first)
            from later""";

    private static final String CLAIMS =
            """
            insert into planning.claim as c (code, source, uses, floors, density, land_area, regional_price, owners, run, line)
            select code, :source, uses, floors, density, land_area, regional_price, owners, :run, line from stage
            on conflict (code, source) do update
            set uses = excluded.uses, floors = excluded.floors, density = excluded.density, land_area = excluded.land_area,
                regional_price = excluded.regional_price, owners = excluded.owners, run = excluded.run, line = excluded.line""";

    /** Owners are personal data: a conflict record has only the first and last three digits of a person's ID. */
    private static final String CONFLICTS =
            """
            insert into planning.import_conflict (run, line, code, field, district, head, kept)
            select :run, s.line, s.code, f.field, f.district, f.head, case when f.field = any(:districtFields) then 'district' else 'head' end
            from stage s
            join planning.claim d on d.code = s.code and d.source = 'district'
            join planning.claim h on h.code = s.code and h.source = 'head'
            cross join lateral (values
              ('uses', array_to_string(d.uses, ';'), array_to_string(h.uses, ';'), d.uses <> h.uses),
              ('floors', d.floors::text, h.floors::text, d.floors <> h.floors),
              ('density', d.density::text, h.density::text, d.density <> h.density),
              ('land_area', d.land_area::text, h.land_area::text, d.land_area <> h.land_area),
              ('regional_price', d.regional_price::text, h.regional_price::text, d.regional_price <> h.regional_price),
              ('owners', regexp_replace(array_to_string(d.owners, ';'), '\\y(\\d{3})\\d{4}(\\d{3})\\y', '\\1****\\2', 'g'),
                         regexp_replace(array_to_string(h.owners, ';'), '\\y(\\d{3})\\d{4}(\\d{3})\\y', '\\1****\\2', 'g'), d.owners <> h.owners)
            ) as f (field, district, head, differs)
            where f.differs""";

    private static final String PROPERTIES =
            """
            with resolved as (
              select s.code, s.parts, %s
              from stage s
              left join planning.claim d on d.code = s.code and d.source = 'district'
              left join planning.claim h on h.code = s.code and h.source = 'head'),
            written as (
              insert into planning.property as p (code, district, region, block, house, building, apartment, shop,
                uses, floors, density, land_area, regional_price, owners)
              select code, parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7],
                uses, floors, density, land_area, regional_price, owners from resolved
              on conflict (code) do update
              set uses = excluded.uses, floors = excluded.floors, density = excluded.density, land_area = excluded.land_area,
                  regional_price = excluded.regional_price, owners = excluded.owners, revision = p.revision + 1, changed = now()
              where (p.uses, p.floors, p.density, p.land_area, p.regional_price, p.owners) is distinct from
                    (excluded.uses, excluded.floors, excluded.density, excluded.land_area, excluded.regional_price, excluded.owners)
              returning revision)
            select count(*) filter (where revision = 1) as added, count(*) filter (where revision > 1) as changed from written"""
                    .formatted(String.join(
                            ", ", FIELDS.stream().map(Merge::resolve).toList()));

    /** @param conflicts number of rows with a conflict */
    record Outcome(long conflicts, long rejects, long added, long changed) {}

    private Merge() {}

    private static String resolve(String field) {
        return ("case when h.code is null or d.code is not null and '%1$s' = any(:districtFields)"
                        + " then d.%1$s else h.%1$s end as %1$s")
                .formatted(field);
    }

    static Outcome apply(Handle sql, UUID run, Island island, Set<String> districtFields) {
        Object[] fields = districtFields.toArray();
        sql.createUpdate(DUPLICATES)
                .bind("run", run)
                .bind("english", MESSAGES.english("row.duplicate", "%1$s", "%2$s"))
                .bind("persian", MESSAGES.persian("row.duplicate", "%1$s", "%2$s"))
                .execute();
        sql.createUpdate(CLAIMS)
                .bind("run", run)
                .bind("source", island.source())
                .execute();
        sql.createUpdate(CONFLICTS)
                .bind("run", run)
                .bindArray("districtFields", String.class, fields)
                .execute();
        return sql.createQuery(PROPERTIES)
                .bindArray("districtFields", String.class, fields)
                .map((row, context) -> new Outcome(
                        count(sql, "select count(distinct line) from planning.import_conflict where run = :run", run),
                        count(sql, "select count(*) from planning.import_reject where run = :run", run),
                        row.getLong("added"),
                        row.getLong("changed")))
                .one();
    }

    private static long count(Handle sql, String query, UUID run) {
        return sql.createQuery(query).bind("run", run).mapTo(Long.class).one();
    }
}
