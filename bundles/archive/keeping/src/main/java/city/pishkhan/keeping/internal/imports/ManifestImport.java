package city.pishkhan.keeping.internal.imports;

import city.pishkhan.api.Refusal;
import city.pishkhan.archive.sheets.PaperOwners;
import city.pishkhan.archive.sheets.SheetIntake;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.keeping.ArchiveImportReport;
import city.pishkhan.keeping.internal.imports.ImportRepository.Import;
import city.pishkhan.keeping.internal.imports.ImportRepository.Rejected;
import city.pishkhan.persistence.Tx;
import city.pishkhan.platform.startup.DetachedThreads;
import city.pishkhan.spi.SheetStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Imports a manifest in steps of 2,000 rows. A step reads, hashes, checks and stores the files. Then ONE transaction merges the rows,
 * records conflicts and rejects, and saves the progress. A crash costs at most one step, which is repeated.
 */
public final class ManifestImport {
    /** Rows per step. All sheets of a step are locked at once, and PostgreSQL supports a few thousand locks. */
    public static final int STEP = 2_000;

    private final Tx tx;
    private final SheetStore store;
    private final SheetIntake intake;
    private final PaperOwners owners;
    private final long bytesPerSecond;
    private final ImportJournal journal;
    private final int step;

    /** Journals the beginning and the end of an import. */
    public interface ImportJournal {
        void recordBegin(Map<String, ?> details);

        /** Journals the end of an import. Called twice if the import was interrupted at its end. */
        void recordEnd(Map<String, ?> figures);
    }

    /**
     * @param bytesPerSecond maximum rate for reading files; 0 for no limit
     * @param step rows per step
     */
    public ManifestImport(
            Tx tx,
            SheetStore store,
            SheetIntake intake,
            PaperOwners owners,
            long bytesPerSecond,
            int step,
            ImportJournal journal) {
        this.tx = tx;
        this.store = store;
        this.intake = intake;
        this.owners = owners;
        this.bytesPerSecond = bytesPerSecond;
        this.step = step;
        this.journal = journal;
    }

    public ArchiveImportReport run(
            String principal,
            Path manifest,
            String source,
            Path report,
            boolean restart,
            Consumer<ArchiveImportReport> progress) {
        long began = System.nanoTime();
        String sha256 = digest(manifest);
        Import at = resume(source, sha256, restart).orElseGet(() -> begin(principal, manifest, source, sha256));
        long resumedAt = at.position();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors()), DetachedThreads.named("archive-import"));
        try (ManifestReader reader = ManifestReader.open(manifest, at.position(), at.line())) {
            SheetFiles files = new SheetFiles(
                    manifest.toAbsolutePath().getParent(),
                    store,
                    intake,
                    new ByteRate(bytesPerSecond, System::nanoTime));
            ManifestColumns columns = new ManifestColumns(source, owners);
            for (List<ManifestReader.Line> lines = reader.read(step); !lines.isEmpty(); lines = reader.read(step)) {
                at = step(at, source, lines, reader, columns, files, threads);
                progress.accept(report(at, source, reader.size(), resumedAt, began));
            }
            return finish(at, report, report(at, source, reader.size(), resumedAt, began));
        } catch (Refusal e) {
            if (e.code().equals(ManifestReader.UNREADABLE)) {
                // an unreadable manifest could never be finished; imported rows remain and are duplicates for a
                // corrected manifest
                finish(at, report, report(at, source, at.position(), resumedAt, began));
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private ArchiveImportReport finish(Import at, Path report, ArchiveImportReport done) {
        try {
            write(at, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(at, done);
        return done;
    }

    private void end(Import at, ArchiveImportReport done) {
        journal.recordEnd(figures(done));
        tx.run(sql -> ImportRepository.end(sql, at.id()));
    }

    /**
     * Returns the open import of this manifest, if there is one. Ends an open import of another manifest if
     * {@code restart} is set.
     */
    private Optional<Import> resume(String source, String sha256, boolean restart) {
        Optional<Import> open = tx.required(sql -> ImportRepository.findOpen(sql, source));
        if (open.isPresent() && !open.get().sha256().equals(sha256)) {
            if (!restart) {
                throw Refusal.conflict(
                        "archive-import.other-manifest", open.get().sha256());
            }
            Import other = open.get();
            end(other, report(other, source, other.position(), 0, System.nanoTime()));
            return Optional.empty();
        }
        return open;
    }

    private Import begin(String principal, Path manifest, String source, String sha256) {
        try (ManifestReader reader = ManifestReader.open(manifest, 0, 0)) {
            Import one = new Import(Ids.next(), sha256, reader.position(), reader.line(), 0, 0, 0, 0, 0);
            String name = manifest.getFileName().toString();
            tx.run(sql -> ImportRepository.begin(sql, one, source, name, principal));
            journal.recordBegin(
                    Map.of("import", one.id(), "source", source, "manifest", sha256, "bytes", reader.size()));
            return one;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Import step(
            Import at,
            String source,
            List<ManifestReader.Line> lines,
            ManifestReader reader,
            ManifestColumns columns,
            SheetFiles files,
            ExecutorService threads) {
        List<Rejected> rejects = new ArrayList<>();
        List<SheetFiles.Stored> rows = storeAll(lines, columns, files, threads, rejects);
        long bytes = rows.stream().mapToLong(SheetFiles.Stored::size).sum();
        return tx.separate(sql -> {
            ImportRepository.lock(sql);
            intake.lock(sql, rows.stream().map(r -> r.row().sha256()).distinct().toList());
            List<SheetFiles.Stored> kept = new ArrayList<>();
            Set<String> encrypted = encrypted(rows.stream()
                    .filter(row -> row.scan() == null)
                    .map(SheetFiles.Stored::row)
                    .toList());
            for (SheetFiles.Stored row : rows) {
                try {
                    files.ensureStored(row);
                    kept.add(ensureEncrypted(files, row, encrypted));
                } catch (RowFault e) {
                    rejects.add(new Rejected(row.row().line(), e));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            long[] fates = ImportRepository.merge(sql, at.id(), source, kept, sealKeys(sql, kept));
            ImportRepository.insertRejected(sql, at.id(), rejects);
            Import after = new Import(
                    at.id(),
                    at.sha256(),
                    reader.position(),
                    reader.line(),
                    at.merged() + fates[0],
                    at.duplicates() + fates[1],
                    at.conflicts() + fates[2],
                    at.rejects() + fates[3] + rejects.size(),
                    at.fileBytes() + bytes);
            if (!ImportRepository.saveProgress(sql, at, after)) {
                throw Refusal.conflict("archive-import.elsewhere");
            }
            return after;
        });
    }

    /** Encrypts an identity paper again if its person was erased since the step began, because the encrypted content no longer exists. */
    private static SheetFiles.Stored ensureEncrypted(SheetFiles files, SheetFiles.Stored row, Set<String> encrypted)
            throws RowFault, IOException {
        return row.row().ofPerson() && row.scan() == null && !encrypted.contains(paper(row.row()))
                ? new SheetFiles.Stored(row.row(), row.size(), row.type(), false, files.encrypt(row.row()))
                : row;
    }

    private static String paper(ManifestRow row) {
        return row.owner() + ' ' + row.sha256();
    }

    /** Returns the identity papers of these rows that are already encrypted in the archive. */
    private Set<String> encrypted(List<ManifestRow> rows) {
        List<ManifestRow> personal = rows.stream().filter(ManifestRow::ofPerson).toList();
        return personal.isEmpty()
                ? Set.of()
                : Set.copyOf(intake.encrypted(
                        personal.stream().map(ManifestRow::owner).toList(),
                        personal.stream().map(ManifestRow::sha256).toList()));
    }

    /** Returns the encrypted keys of identity papers by line. */
    private Map<Long, byte[]> sealKeys(Handle sql, List<SheetFiles.Stored> rows) {
        List<SheetFiles.Stored> personal =
                rows.stream().filter(row -> row.scan() != null).toList();
        if (personal.isEmpty()) {
            return Map.of();
        }
        Map<String, UUID> persons = intake.findOrCreateVaultKeys(
                sql, personal.stream().map(row -> row.row().owner()).toList());
        return personal.stream().collect(Collectors.toMap(row -> row.row().line(), row -> row.scan()
                .sealedKey(persons.get(row.row().owner()))));
    }

    /** Stores the files with several threads, because disks are faster with parallel access and hashing needs CPU time. */
    private List<SheetFiles.Stored> storeAll(
            List<ManifestReader.Line> lines,
            ManifestColumns columns,
            SheetFiles files,
            ExecutorService threads,
            List<Rejected> rejects) {
        List<ManifestRow> given = new ArrayList<>();
        for (ManifestReader.Line line : lines) {
            try {
                if (line.values() == null) {
                    throw new RowFault("", "", "manifest.columns");
                }
                given.add(columns.row(line.line(), line.values()));
            } catch (RowFault e) {
                rejects.add(new Rejected(line.line(), e));
            }
        }
        Set<String> encrypted = encrypted(given);
        List<Callable<Object>> calls = new ArrayList<>();
        given.forEach(line -> calls.add(() -> {
            try {
                return files.store(line, encrypted.contains(paper(line)));
            } catch (RowFault e) {
                return new Rejected(line.line(), e);
            }
        }));
        List<SheetFiles.Stored> rows = new ArrayList<>();
        try {
            for (Future<Object> call : threads.invokeAll(calls)) {
                Object one = call.get();
                if (one instanceof Rejected rejected) {
                    rejects.add(rejected);
                } else {
                    rows.add((SheetFiles.Stored) one);
                }
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.conflict("archive-import.interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e.getCause() instanceof IOException fault
                    ? new UncheckedIOException(fault)
                    : new IllegalStateException(e.getCause());
        }
    }

    private void write(Import at, Path report) throws IOException {
        Path draft = report.resolveSibling(report.getFileName() + ".draft");
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write("line,fate,field,value,rule,there\r\n");
            tx.run(sql -> ImportRepository.writeReport(sql, at.id(), out));
        }
        Files.move(draft, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ArchiveImportReport report(Import at, String source, long size, long resumedAt, long began) {
        return new ArchiveImportReport(
                at.id(),
                source,
                at.merged(),
                at.duplicates(),
                at.conflicts(),
                at.rejects(),
                at.fileBytes(),
                at.position(),
                size,
                resumedAt,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static Map<String, ?> figures(ArchiveImportReport done) {
        return Map.of(
                "import",
                done.id(),
                "source",
                done.source(),
                "merged",
                done.merged(),
                "duplicates",
                done.duplicates(),
                "conflicts",
                done.conflicts(),
                "rejects",
                done.rejects());
    }

    private static String digest(Path manifest) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(manifest), sha256)) {
                byte[] buffer = new byte[1 << 16];
                while (in.read(buffer) >= 0) {
                    // nothing to do: reading the stream updates the digest
                }
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchFileException e) {
            throw Refusal.invalid("archive-import.missing", "manifest");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
