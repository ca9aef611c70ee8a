package city.pishkhan.archive.internal.catalogue;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Refusal.Violation;
import city.pishkhan.api.archive.ArchiveCatalogue;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.Scope;
import city.pishkhan.archive.internal.catalogue.CatalogueRepository.Held;
import city.pishkhan.archive.internal.catalogue.CatalogueRepository.PositionedDocument;
import city.pishkhan.archive.internal.catalogue.TitleQuery.Cell;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.persistence.Tx;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Implements {@link ArchiveCatalogue} with the archive's tables. */
@Component(service = ArchiveCatalogue.class)
public final class ArchiveCatalogueService implements ArchiveCatalogue {
    private static final String HOLDINGS = "office.holding.list";
    private static final String SEARCH = "office.archive.search";
    private static final String DESCRIBE = "office.archive.describe";
    private static final int FIRST = 20;
    private static final OffsetDateTime UNKNOWN = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    /**
     * Format of cursors: number of the kind or district, then page and row number of the last document's table row, as
     * {@code 3.17.4}. In the table of recognized texts {@code r17.4}.
     */
    private static final Pattern PLACE = Pattern.compile("(?:(r)|([0-9]{1,5})\\.)([0-9]{1,9})\\.([0-9]{1,4})");

    private static final String BEGIN = "0.0.0";
    private static final String BEFORE_ALL = "(0,0)";

    private final Tx tx;
    private final Access access;
    private final HubJournal journal;

    /** @param papers not used; ensures that the schema is migrated and the kinds of papers exist */
    @Activate
    public ArchiveCatalogueService(
            @Reference Tx tx, @Reference Access access, @Reference HubJournal journal, @Reference Papers papers) {
        this.tx = tx;
        this.access = access;
        this.journal = journal;
    }

    @Override
    public List<Holding> holdings(Caller caller, List<String> properties) {
        Set<String> codes = codes(access.scope(caller, HOLDINGS), properties);
        List<Held> held = tx.single(sql -> CatalogueRepository.holdings(sql, codes));
        Map<String, List<Kind>> byProperty = held.stream()
                .sorted(Comparator.comparing(Held::kind))
                .collect(Collectors.groupingBy(
                        Held::property,
                        Collectors.mapping(one -> new Kind(one.kind(), date(one.newest())), Collectors.toList())));
        journal.record(
                "archive.holdings-asked", caller, Map.of("properties", List.copyOf(codes), "found", byProperty.size()));
        return codes.stream()
                .map(code -> new Holding(code, byProperty.getOrDefault(code, List.of())))
                .toList();
    }

    private static LocalDate date(OffsetDateTime at) {
        return at.isEqual(UNKNOWN)
                ? null
                : at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
    }

    private static Set<String> codes(Scope scope, List<String> properties) {
        if (properties == null || properties.isEmpty() || properties.size() > MAX_PROPERTIES) {
            throw Refusal.invalid(
                    "archive.properties/size",
                    "properties",
                    MAX_PROPERTIES,
                    properties == null ? 0 : properties.size());
        }
        Set<String> codes = new LinkedHashSet<>();
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            String field = "properties[" + i + "]";
            try {
                RenovationCode code = RenovationCode.parse(properties.get(i) == null ? "" : properties.get(i));
                if (isInScope(scope, code)) {
                    codes.add(code.value());
                } else {
                    List<Integer> own = districts(scope);
                    wrong.add(Refusal.violation(
                            "archive.other-district", field, code.value(), joined(own), code.value(), own));
                }
            } catch (InvalidIdentifier e) {
                wrong.add(new Violation(
                        e.rule(),
                        field,
                        e.maskedValue(),
                        null,
                        e.text().english(),
                        e.text().persian()));
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.violated("archive.properties", wrong);
        }
        return codes;
    }

    private static boolean isInScope(Scope scope, RenovationCode code) {
        return scope.all() || scope.districts().contains(code.district());
    }

    private static String joined(List<Integer> districts) {
        return districts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Integer> districts(Scope scope) {
        return List.copyOf(scope.districts());
    }

    @Override
    public Page<Document> documents(Caller caller, String property, String cursor) {
        Scope scope = access.scope(caller, SEARCH);
        RenovationCode code;
        try {
            code = RenovationCode.parse(property);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "property", e.text());
        }
        if (!isInScope(scope, code)) {
            throw Refusal.invalid("archive.other-district", "property", code.value(), districts(scope));
        }
        long after = cursor == null ? Long.MIN_VALUE : id(cursor);
        List<PositionedDocument> found =
                tx.single(sql -> CatalogueRepository.findByProperty(sql, code.value(), after, FIRST + 1));
        if (cursor == null) {
            journal.record("archive.documents-listed", caller, Map.of("property", code.value()));
        }
        return page(found, last -> String.valueOf(last.document().id()));
    }

    private static long id(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("archive.cursor", "cursor");
        }
    }

    @Override
    public Page<Document> search(Caller caller, String words, String kind, Integer district, String cursor) {
        Scope scope = access.scope(caller, SEARCH);
        Integer within = district(scope, district);
        if (within == null && kind == null) {
            throw Refusal.invalid("archive.within", "district");
        }
        Matcher place = PLACE.matcher(cursor == null ? BEGIN : cursor);
        if (!place.matches()) {
            throw Refusal.invalid("archive.cursor", "cursor");
        }
        boolean titles = place.group(1) == null;
        int first = titles ? Integer.parseInt(place.group(2)) : 0;
        String after = "(" + place.group(3) + "," + place.group(4) + ")";
        List<Cell> cells = new ArrayList<>();
        List<PositionedDocument> found = tx.required(sql -> {
            Map<String, Integer> kinds = CatalogueRepository.kinds(sql);
            cells(kinds, kind, within).stream()
                    .filter(cell -> number(cell, kind) >= first)
                    .forEach(cells::add);
            List<PositionedDocument> all = new ArrayList<>();
            if (titles) {
                boolean on = !cells.isEmpty() && number(cells.get(0), kind) == first;
                all.addAll(CatalogueRepository.findByWords(
                        sql, TitleQuery.searches(words, cells), on ? after : BEFORE_ALL, FIRST + 1));
            }
            if (all.size() <= FIRST) {
                String query = TitleQuery.query(words, kind == null ? null : kinds.get(kind), within);
                all.addAll(CatalogueRepository.findByText(
                        sql, query, titles ? BEFORE_ALL : after, FIRST + 1 - all.size()));
            }
            return all;
        });
        if (cursor == null) {
            // the search words are not journaled, because they may contain a person's name
            Map<String, Object> details = new TreeMap<>(Map.of("found", Math.min(found.size(), FIRST)));
            if (within != null) {
                details.put("district", within);
            }
            if (kind != null) {
                details.put("kind", kind);
            }
            journal.record("archive.titles-searched", caller, details);
        }
        return page(found, last -> {
            if (last.place().startsWith("r")) {
                return last.place().replaceAll("[()]", "").replace(',', '.');
            }
            String[] at = last.place().split("[^0-9]+");
            return number(cells.get(Integer.parseInt(at[0]) - 1), kind) + "." + at[1] + "." + at[2];
        });
    }

    /**
     * Returns the combinations of kind and district to search, sorted by kind for a given district, otherwise by
     * district.
     */
    private static List<Cell> cells(Map<String, Integer> kinds, String kind, Integer district) {
        if (kind != null && !kinds.containsKey(kind)) {
            throw Refusal.invalid("archive.kind", "kind", kind);
        }
        if (district != null) {
            return kinds.entrySet().stream()
                    .filter(one -> kind == null || one.getKey().equals(kind))
                    .map(one -> new Cell(one.getValue(), district))
                    .sorted(Comparator.comparing(Cell::kind))
                    .toList();
        }
        return IntStream.rangeClosed(1, RenovationCode.DISTRICTS)
                .mapToObj(one -> new Cell(kinds.get(kind), one))
                .toList();
    }

    /** Returns the district's number if the search is limited to one kind, otherwise the kind's number. */
    private static int number(Cell cell, String kind) {
        return kind == null ? cell.kind() : cell.district();
    }

    private static Integer district(Scope scope, Integer district) {
        List<Integer> own = scope.districts();
        if (district == null) {
            return scope.all() ? null : own.size() == 1 ? own.get(0) : refusedDistrict(scope);
        }
        return scope.all() || own.contains(district) ? district : refusedDistrict(scope);
    }

    private static Integer refusedDistrict(Scope scope) {
        throw Refusal.invalid("archive.other-district/one", "district", districts(scope));
    }

    private static Page<Document> page(List<PositionedDocument> found, Function<PositionedDocument, String> cursor) {
        boolean more = found.size() > FIRST;
        List<PositionedDocument> shown = more ? found.subList(0, FIRST) : found;
        return new Page<>(
                shown.stream().map(PositionedDocument::document).toList(),
                more ? cursor.apply(shown.get(FIRST - 1)) : null);
    }

    @Override
    public Document setTitleAndNotes(Caller caller, boolean dossier, long id, String title, String notes) {
        Scope scope = access.scope(caller, DESCRIBE);
        List<Integer> districts = scope.all() ? null : scope.districts();
        String newTitle = TitleQuery.title(title);
        String newNotes = TitleQuery.notes(notes);
        return tx.required(sql -> {
            Document one = CatalogueRepository.find(sql, dossier, id, districts)
                    .orElseThrow(() -> Refusal.notFound("archive-document"));
            CatalogueRepository.describe(sql, one, dossier, newTitle, newNotes);
            journal.record(
                    "archive.described",
                    caller,
                    Map.of(
                            dossier ? "dossier" : "document",
                            String.valueOf(dossier ? one.dossier() : one.id()),
                            "property",
                            one.property()));
            return CatalogueRepository.find(sql, dossier, id, districts).orElseThrow();
        });
    }
}
