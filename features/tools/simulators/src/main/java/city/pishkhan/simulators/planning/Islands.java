package city.pishkhan.simulators.planning;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The demo city's data as 23 separate systems ("islands") held it before the hub: a file per district and a file of the
 * head office. The head office's file repeats some of the districts' properties, partly with other values. The files
 * contain rows that an import must reject: {@value #BAD_ROWS} bad rows in each district's file; {@value #CONFLICTS}
 * conflicts per district and four bad rows in the head office's file.
 *
 * <p>In a conflict the correct data never allows less than the district's file, so plans that follow that file are not
 * refused.
 */
final class Islands {
    static final String HEAD = "head";
    static final int BAD_ROWS = 3;
    static final int CONFLICTS = 2;
    static final int HEAD_BAD_ROWS = 4;

    /** every seventh property of a district is in the head office's file as well */
    private static final int SHARED_INTERVAL = 7;

    private final DemoCity city;

    Islands(DemoCity city) {
        this.city = city;
    }

    /** Returns the rows without header by island, the number of a district or {@code head}. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> islands = new LinkedHashMap<>();
        List<String> head =
                new ArrayList<>(city.headOfficeOnly().stream().map(Parcel::row).toList());
        for (int district = 1; district <= DemoCity.DISTRICTS; district++) {
            List<Parcel> own = parcelsOf(district);
            List<String> rows = new ArrayList<>(own.size());
            for (int i = 0; i < own.size(); i++) {
                Parcel truth = own.get(i);
                int shared = i % SHARED_INTERVAL == SHARED_INTERVAL - 1 ? i / SHARED_INTERVAL : -1;
                rows.add(shared >= 0 && shared < CONFLICTS ? outdatedCopy(truth).row() : truth.row());
                if (shared >= 0) {
                    head.add(shared < CONFLICTS ? asHeadOffice(truth).row() : truth.row());
                }
            }
            addFaultyRows(rows, own.get(0), district);
            islands.put("" + district, rows);
        }
        addFaultyHeadRows(head);
        islands.put(HEAD, head);
        return islands;
    }

    private List<Parcel> parcelsOf(int district) {
        Set<Parcel> elsewhere = Set.copyOf(city.headOfficeOnly());
        return city.parcels().values().stream()
                .filter(parcel -> parcel.district() == district && !elsewhere.contains(parcel))
                .toList();
    }

    /** Returns a property as an outdated district file has it, with less than the plan allows today. */
    private static Parcel outdatedCopy(Parcel truth) {
        return new Parcel(
                truth.code(),
                truth.uses(),
                truth.floors() - 1,
                truth.density() - 60,
                truth.landArea(),
                truth.price(),
                truth.owners());
    }

    /** Returns a property as the head office has it: correct plan, wrong land area. */
    private static Parcel asHeadOffice(Parcel truth) {
        BigDecimal guess = truth.landArea().add(BigDecimal.TEN);
        return new Parcel(
                truth.code(), truth.uses(), truth.floors(), truth.density(), guess, truth.price(), truth.owners());
    }

    private static void addFaultyRows(List<String> rows, Parcel first, int district) {
        int other = district % DemoCity.DISTRICTS + 1;
        rows.add(
                rows.size() / 3,
                row(district + "-1-1", "residential", "8", first.owners().get(0)));
        rows.add(
                rows.size() / 2,
                row(
                        district + "-80-1-1-1-0-0",
                        "residential",
                        "eight",
                        first.owners().get(0)));
        rows.add(row(other + "-80-1-1-1-0-0", "residential", "۸", first.owners().get(0)));
    }

    private static void addFaultyHeadRows(List<String> rows) {
        String owner = "0499370899";
        rows.add(1, row("3-81-1-1-1-0-0", "residential", "8", "0499370898"));
        rows.add(rows.size() / 2, row("4-81-1-1-1-0-0", "castle", "8", owner));
        rows.add(row("23-81-1-1-1-0-0", "residential", "8", owner));
        rows.add(rows.get(0));
    }

    private static String row(String code, String uses, String floors, String owner) {
        return String.join(",", code, uses, floors, "480", "250", "5000000", owner);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, List<String>> island : rows().entrySet()) {
            Files.writeString(
                    folder.resolve(island.getKey() + ".csv"),
                    Parcel.HEADER + "\n" + String.join("\n", island.getValue()) + "\n");
        }
    }

    /**
     * Writes the islands' files.
     *
     * @param arguments the folder and, optionally, a seed
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: java -cp simulators.jar " + Islands.class.getName() + " FOLDER [SEED]");
            System.exit(64);
        }
        long seed = arguments.length == 2 ? Long.parseLong(arguments[1]) : DemoCity.SEED;
        new Islands(new DemoCity(seed)).write(Path.of(arguments[0]));
    }
}
