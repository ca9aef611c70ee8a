package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations only go forward: version N of the hub runs on the schema of version N + 1. */
class MigrationsTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("V([1-9]\\d*)__[a-z][a-z_]*\\.sql");
    private static final Pattern PARENT_VERSION =
            Pattern.compile("<artifactId>pishkhan</artifactId>\\s*<version>([^<]+)</version>");
    /** the only bundle with several schemas, each of an independent service */
    private static final String PERSISTENCE = "persistence";

    private record Migration(String module, String schema, int number, Path file) {}

    private static List<Migration> migrations() throws IOException {
        List<Migration> all = new ArrayList<>();
        for (String part : List.of("bundles", "routes")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(f -> f.toString().matches(".*/src/main/resources/db/[^/]+/V[^/]*"))
                        .toList()) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    assertTrue(name.matches(), () -> file + " is not a valid name; use V2__words.sql");
                    Path folder = file.getParent();
                    String module = folder.resolve("../../../../..")
                            .normalize()
                            .getFileName()
                            .toString();
                    all.add(new Migration(
                            module, folder.getFileName().toString(), Integer.parseInt(name.group(1)), file));
                }
            }
        }
        return all;
    }

    @Test
    void schemaIsNamedAfterItsBundle() throws IOException {
        TreeSet<String> others = new TreeSet<>();
        for (Migration one : migrations()) {
            if (!one.module.equals(one.schema) && !one.module.equals(PERSISTENCE)) {
                others.add(one.module + " has the schema " + one.schema);
            }
        }
        assertEquals(new TreeSet<>(), others);
    }

    @Test
    void migrationVersionsHaveNoGaps() throws IOException {
        Map<String, TreeSet<Integer>> numbers = new TreeMap<>();
        int files = 0;
        for (Migration one : migrations()) {
            numbers.computeIfAbsent(one.schema, key -> new TreeSet<>()).add(one.number);
            files++;
        }
        assertTrue(numbers.size() > 20, "the migrations are found");
        numbers.forEach((schema, all) -> {
            assertEquals(1, all.first(), schema);
            assertEquals(all.size(), all.last(), schema);
        });
        assertEquals(files, numbers.values().stream().mapToInt(TreeSet::size).sum(), "each number is used once");
    }

    @Test
    void laterMigrationsOnlyExpandSchema() throws IOException {
        Matcher version = PARENT_VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(version.find());
        List<String> faults = new ArrayList<>();
        for (Migration one : migrations()) {
            if (one.number > 1) {
                MigrationRules.faults(Files.readString(one.file), version.group(1))
                        .forEach(fault -> faults.add(ROOT.relativize(one.file) + ": " + fault));
            }
        }
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- photos; drop is only a word here\ncreate table photo (id uuid primary key, of uuid references report);"
                        + " create unique index photo_of on photo (of); insert into photo values ('a; drop table x', null)",
                "create unlogged table photo (id uuid);"
                        + " create trigger t before update on photo for each row execute function f()",
                "create index concurrently report_place on report (place)",
                "alter table report add column place bytea, add photos int not null default 0 check (photos in (0, 1))",
                "alter table violations.report add source text not null default 'citizen'",
                "alter table report add constraint place_or_subject check (place is not null) not valid",
                "alter table report validate constraint place_or_subject",
                "alter table report set (fillfactor = 80)",
                "create function f() returns int language sql as $$ select 1; drop table x; $$;",
                "update report set photos = 0; comment on table report is 'x'",
                "-- contract: unused since version 1.4\nalter table report drop column place; drop table photo"
            })
    void acceptsExpandingMigration(String script) {
        assertEquals(List.of(), MigrationRules.faults(script, "1.5.0-SNAPSHOT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table report",
                "drop index report_place",
                "truncate report",
                "delete from report",
                "alter table report drop column place",
                "alter table report rename column place to position",
                "alter table report rename to statement",
                "alter table report alter column place type text",
                "alter table report alter place set not null",
                "alter table report alter column place drop not null",
                "alter table report alter column place set default 'x'",
                "alter table report add column place bytea not null",
                "alter table report add column place uuid not null default gen_random_uuid()",
                "alter table report add column number text unique",
                "alter table report add constraint one unique (number)",
                "alter table report add check (place is not null)",
                "alter table report add column place bytea, drop column subject",
                "create index report_place on report (place)",
                "create unique index concurrently report_place on report (place)",
                "create index concurrently report_place on report (place); create table x (id int)",
                "create trigger t before update on report for each row execute function f()",
                "create or replace function f() returns int language sql as $$ select 2 $$",
                "create or replace view v as select 1",
                "-- contract: unused since version 1.5\ndrop table report",
                "-- contract: unused since version 2.0.1\ndrop table report",
                "create table x (id int); -- contract: unused since version 1.4\ndrop table report",
                "vacuum report"
            })
    void rejectsMigrationThatBreaksPreviousVersion(String script) {
        assertFalse(MigrationRules.faults(script, "1.5.0-SNAPSHOT").isEmpty());
    }
}
