package city.pishkhan.archive.internal;

import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.security.Vault;
import city.pishkhan.persistence.TestStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;

/** An archive over a test's database and folder, for tests of what stands on it. */
public final class ArchiveSetup {
    private final PersonKeys keys;
    private final Papers papers;

    public ArchiveSetup(TestStore store, Vault vault, Path folder) throws IOException {
        ArchiveComponent.Config config = (ArchiveComponent.Config) Proxy.newProxyInstance(
                ArchiveComponent.Config.class.getClassLoader(),
                new Class<?>[] {ArchiveComponent.Config.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        store.schemas().migrate(ArchiveComponent.class, "archive");
        keys = PersonKeys.of(store.tx(), new SheetKeyFiles(folder.resolve("keys")), config);
        papers = new ArchiveComponent(
                store.tx(), store.schemas(), new FileSheetStore(folder.resolve("archive")), vault, keys, config);
    }

    public PersonKeys keys() {
        return keys;
    }

    public Papers papers() {
        return papers;
    }

    /** A small PDF. @param text tells it from others */
    public static byte[] pdf(String text) {
        return SampleFiles.pdf("% " + text + "\n");
    }
}
