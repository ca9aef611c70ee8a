package city.pishkhan.itests.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two Maven repositories for an integrator outside this source tree. Maven's deploy plugin fills one with the artifacts
 * of this build. The other is the integrator's local repository; it contains all dependencies of this build, but
 * nothing of the hub.
 *
 * @param folder folder that contains both repositories
 */
record IntegratorRepository(Path folder) {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("hub.version");

    /** Modules that are needed only for their POM, which other POMs name as their parent. */
    private static final List<String> PARENTS = List.of("", "bundles", "bundles/platform", "features", "features/bom");

    private static final List<String> JARS = List.of(
            "bundles/base/messages",
            "bundles/platform/secrets",
            "bundles/platform/startup",
            "bundles/platform/resilience",
            "bundles/base/spi",
            "bundles/base/rest",
            "features/tools/testkit",
            "features/examples/archetypes/connector",
            "features/examples/archetypes/routes");

    /**
     * Creates and fills the repositories.
     *
     * @throws IOException if Maven fails; the message has its output
     */
    static IntegratorRepository fill(Path folder) throws IOException, InterruptedException {
        IntegratorRepository repository = new IntegratorRepository(Files.createDirectories(folder));
        repository.linkArtifacts();
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(
                mvn,
                "#!/bin/sh\nexec '" + System.getProperty("maven.home") + "/bin/mvn' -B -ntp -Dstyle.color=never"
                        + " -Dmaven.repo.local='" + folder.resolve("local") + "' -Dmaven.repo.local.tail='"
                        + folder.resolve("warm") + "' \"$@\"\n");
        if (!mvn.toFile().setExecutable(true)) {
            throw new IOException(mvn + " cannot be made executable");
        }
        Path pom = Files.writeString(folder.resolve("pom.xml"), repository.pom());
        Path log = folder.resolve("deploy.log");
        Process process = new ProcessBuilder(mvn.toString(), "-q", "-f", pom.toString(), "validate")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("Maven does not deploy:\n" + Files.readString(log));
        }
        return repository;
    }

    /** Folder with a program {@code mvn} that uses these repositories. */
    Path programs() {
        return folder.resolve("bin");
    }

    String url() {
        return folder.resolve("hub").toUri().toString();
    }

    /** Links everything in this build's local repository except the hub's own artifacts. */
    private void linkArtifacts() throws IOException {
        Path warm = Files.createDirectories(folder.resolve("warm"));
        try (Stream<Path> groups = Files.list(Path.of(System.getProperty("maven.repo")))) {
            for (Path group : (Iterable<Path>) groups::iterator) {
                if (Files.isDirectory(group) && !group.endsWith("city")) {
                    Files.createSymbolicLink(warm.resolve(group.getFileName()), group);
                }
            }
        }
    }

    private String pom() {
        StringBuilder executions = new StringBuilder();
        for (String parent : PARENTS) {
            Path pom = ROOT.resolve(parent).resolve("pom.xml");
            executions.append(execution(executions.length(), pom, pom, null));
        }
        for (String module : JARS) {
            Path target = ROOT.resolve(module).resolve("target");
            Path jar = jar(target);
            Path sources = Path.of(jar.toString().replace(".jar", "-sources.jar"));
            executions.append(
                    execution(executions.length(), jar, ROOT.resolve(module).resolve("pom.xml"), sources));
        }
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>city.example</groupId><artifactId>deploy</artifactId><version>1</version><packaging>pom</packaging>
                  <build><plugins><plugin>
                    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-deploy-plugin</artifactId><version>%s</version>
                    <executions>%s</executions>
                  </plugin></plugins></build>
                </project>
                """
                .formatted(System.getProperty("deploy.plugin.version"), executions);
    }

    private static Path jar(Path target) {
        File[] jars = target.toFile().listFiles((folder, name) -> name.endsWith("-" + VERSION + ".jar"));
        if (jars == null || jars.length != 1) {
            throw new IllegalStateException("One jar is expected in " + target);
        }
        return jars[0].toPath();
    }

    private String execution(int id, Path file, Path pom, Path sources) {
        return "<execution><id>e" + id + "</id><phase>validate</phase><goals><goal>deploy-file</goal></goals>"
                + "<configuration><url>" + url() + "</url><file>" + file + "</file><pomFile>" + pom + "</pomFile>"
                + (sources == null ? "" : "<packaging>jar</packaging>")
                + (sources != null && Files.exists(sources) ? "<sources>" + sources + "</sources>" : "")
                + "</configuration></execution>";
    }
}
