package city.pishkhan.persistence.copy;

import city.pishkhan.persistence.copy.BackupManifest.Naming;
import city.pishkhan.persistence.copy.RowParts.RowPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Verifies the content of a backup in the store: the files, and the parts of large tables, see {@code RowParts}. It reads all of them or
 * a random sample; that every part exists is always checked.
 */
final class StoreCheck {
    private static final int MOST_LINES = 20;

    private final BackupFile backup;
    private final int sample;
    private final Random random = new Random();
    private final List<String> faults = new ArrayList<>();

    /** @param sample sample size; 0 verifies all */
    StoreCheck(BackupFile backup, int sample) {
        this.backup = backup;
        this.sample = sample;
    }

    List<String> verify(Consumer<String> progress) throws IOException {
        Map<String, RowParts> tables = new TreeMap<>();
        for (String table : backup.manifest().tables()) {
            Optional<RowParts> parts = backup.rowParts(table);
            parts.ifPresent(found -> tables.put(table, found));
        }
        List<RowPart> all = tables.values().stream()
                .flatMap(table -> table.parts().stream())
                .toList();
        all.stream()
                .filter(part -> !backup.store().hasRows(part.sha256()))
                .forEach(part -> addFault("rows " + part.sha256() + " are missing in " + backup.store()));
        if (!faults.isEmpty()) {
            return faults;
        }
        List<RowPart> chosen = chooseSample(all);
        chosen.forEach(this::verifyRows);
        progress.accept("rows: " + chosen.size() + " of " + all.size() + " parts read");
        for (Map.Entry<String, Naming> part : backup.manifest().named().entrySet()) {
            RowParts table = tables.get(part.getValue().table());
            if (table == null) {
                addFault("files " + part.getKey() + ": the rows of "
                        + part.getValue().table() + " are missing");
            } else {
                verifyFiles(part.getKey(), part.getValue(), table, progress);
            }
        }
        return faults;
    }

    private <T> List<T> chooseSample(List<T> all) {
        if (sample == 0 || all.size() <= sample) {
            return all;
        }
        List<T> mixed = new ArrayList<>(all);
        Collections.shuffle(mixed, random);
        return mixed.subList(0, sample);
    }

    private void addFault(String line) {
        if (faults.size() < MOST_LINES) {
            faults.add(line);
        }
    }

    private Optional<byte[]> verifyRows(RowPart part) {
        try {
            byte[] rows = backup.rows(part);
            if (rows.length != part.bytes()) {
                addFault("rows " + part.sha256() + " are " + rows.length + " bytes, and were " + part.bytes());
            }
            return Optional.of(rows);
        } catch (BackupFault e) {
            e.lines().forEach(this::addFault);
        } catch (IOException e) {
            addFault("rows " + part.sha256() + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Verifies the files of one folder of the store. The rows of a table contain the names of the files. For a sample,
     * random parts of the table are read, and the same number of random files for each part. Each file named in a
     * part that was read must exist, unless the backup lists the file as missing.
     */
    private void verifyFiles(String folder, Naming naming, RowParts table, Consumer<String> progress)
            throws IOException {
        Set<String> missing = backup.missing();
        List<RowPart> chosen = chooseSample(table.parts());
        int each = chosen.isEmpty() ? 0 : (sample + chosen.size() - 1) / chosen.size();
        long read = 0;
        long known = 0;
        for (RowPart part : chosen) {
            Set<String> names = new HashSet<>();
            Optional<byte[]> rows = verifyRows(part);
            if (rows.isPresent()) {
                table.forEachName(rows.get(), naming.columns(), names::add);
            }
            int before = names.size();
            names.removeIf(name -> missing.contains(folder + "/" + name));
            known += before - names.size();
            names.stream()
                    .filter(name -> !backup.store().has(folder, name))
                    .forEach(name -> addFault(folder + "/" + name + " is missing in " + backup.store()));
            names.removeIf(name -> !backup.store().has(folder, name));
            List<String> mixed = new ArrayList<>(names);
            Collections.shuffle(mixed, random);
            for (String name : sample == 0 ? mixed : mixed.subList(0, Math.min(each, mixed.size()))) {
                if (!backup.store().isIntact(folder, name)) {
                    addFault(folder + "/" + name + " is damaged: its SHA-256 hash differs");
                }
                read++;
            }
        }
        progress.accept(folder + ": " + read + " of " + table.rows() + " read"
                + (missing.isEmpty()
                        ? ""
                        : ", " + missing.size() + " were missing when the backup was written, according to "
                                + BackupFile.MISSING + " (" + known + " of them referenced here)"));
    }
}
