package city.pishkhan.pictures.internal;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.persistence.PeriodicTask;
import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Deletes cached pictures of destroyed papers on each node, once a minute. */
@Component(service = PicturePurgeScheduler.class, immediate = true, configurationPid = "city.pishkhan.archive.pictures")
public final class PicturePurgeScheduler {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final PeriodicTask rounds;

    /** @param papers not used; ensures that the schema is migrated first */
    @Activate
    public PicturePurgeScheduler(
            BundleContext context, @Reference Tx tx, @Reference Papers papers, SheetImageService.Config config)
            throws IOException {
        Path folder = config.folder().isEmpty()
                ? Path.of(context.getProperty("karaf.data"), "pictures")
                : Path.of(config.folder());
        PicturePurge purge = new PicturePurge(tx, Files.createDirectories(folder), Clock.systemUTC());
        rounds = PeriodicTask.of("archive-pictures", purge::purge).startEvery(PAUSE);
    }

    @Deactivate
    public void stop() {
        rounds.close();
    }
}
