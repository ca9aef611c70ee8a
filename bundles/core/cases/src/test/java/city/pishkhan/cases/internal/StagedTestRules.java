package city.pishkhan.cases.internal;

import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.TestStore;
import city.pishkhan.persistence.Tx;
import city.pishkhan.procedures.internal.ProcedureService;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The shipped rules in a test's own folder, where they can be changed and put in force at once. */
final class StagedTestRules implements ProcedureService.Config {
    private static final Path SHIPPED = Path.of("../../../etc/procedures");
    private static final Caller CHAIR = new Caller("chair", Set.of("chair"));

    private final Path directory;
    private ProcedureService procedureService;
    private int decisions;

    StagedTestRules(Path directory) throws IOException {
        this.directory = directory;
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    ProcedureService open(Tx tx, Journal journal, DataSource source) {
        procedureService = new ProcedureService(tx, TestStore.schemas(source), journal, this);
        return procedureService;
    }

    ProcedureService opened() {
        return procedureService;
    }

    void replace(String file, String text, String by) throws IOException {
        String before = Files.readString(directory.resolve(file));
        if (!before.contains(text)) {
            throw new IllegalArgumentException(file + " does not contain " + text);
        }
        Files.writeString(directory.resolve(file), before.replace(text, by));
    }

    void remove(String file) throws IOException {
        Files.deleteIfExists(directory.resolve(file));
    }

    void copy(String file, String to) throws IOException {
        Files.copy(directory.resolve(file), directory.resolve(to));
    }

    /** Hash of the staged rule set. */
    String staged() {
        if (!procedureService.problems().isEmpty()) {
            throw new IllegalStateException(
                    List.copyOf(procedureService.problems()).toString());
        }
        return procedureService.versions().get(0).hash();
    }

    String enact() {
        String hash = staged();
        procedureService.store(hash);
        procedureService.enact(CHAIR, hash, Instant.now(), "S-1405-" + ++decisions);
        return hash;
    }

    @Override
    public String directory() {
        return directory.toString();
    }

    @Override
    public String calendar() {
        return "../../../etc/calendar/working-sim.txt";
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ProcedureService.Config.class;
    }
}
