package city.pishkhan.archive.internal.ingest;

import city.pishkhan.platform.imaging.PictureFailure;
import city.pishkhan.platform.imaging.PictureMaker;
import city.pishkhan.spi.MalwareScanner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of the examination of uploads, and access to the malware scanner and the parser. */
@Component(service = SheetExaminer.class, configurationPid = "city.pishkhan.archive.ingest")
@Designate(ocd = SheetExaminer.Config.class)
public final class SheetExaminer {
    private static final Logger LOG = LoggerFactory.getLogger(SheetExaminer.class);
    private static final String OFF = "off";
    private static final String LATER = "later";
    private static final int WHOLE = 100;

    private volatile @Nullable Instant awaySince;

    /** PID {@code city.pishkhan.archive.ingest}. */
    @ObjectClassDefinition(name = "Pishkhan archive: ingest")
    public @interface Config {

        @AttributeDefinition(
                description =
                        "whether uploads are scanned for malware: off, refuse (uploads are rejected while the scanner is away)"
                                + " or later (uploads are accepted and scanned when the scanner is back)")
        String malware() default OFF;

        @AttributeDefinition(
                description =
                        "percentage of one processor's time for fully decoding uploaded sheets, 0 (no decoding) to 100")
        int decode_percent() default 1;
    }

    private volatile String malware;
    private volatile int percent;

    /** The malware scanner. The reference is dynamic, so that it can come and go without a restart of the archive. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable MalwareScanner scanner;

    /** Parses PDFs and draws photos in a separate process. While its bundle is updated, PDFs wait and photos are refused. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable PictureMaker parser;

    private final boolean parses;

    @Activate
    public SheetExaminer(Config config) {
        this(config.malware(), config.decode_percent(), null, true, null);
    }

    /** Applies a new configuration without a restart of the archive and dependent bundles. */
    @Modified
    public void modified(Config config) {
        check(config.malware(), config.decode_percent());
        malware = config.malware();
        percent = config.decode_percent();
    }

    /**
     * Creates an examiner that parses nothing.
     *
     * @param scanner malware scanner, or {@code null}
     */
    public SheetExaminer(String malware, int percent, @Nullable MalwareScanner scanner) {
        this(malware, percent, scanner, false, null);
    }

    /** @param parser PDF parser; while it is {@code null}, PDFs wait */
    public SheetExaminer(String malware, int percent, MalwareScanner scanner, PictureMaker parser) {
        this(malware, percent, scanner, true, parser);
    }

    private SheetExaminer(
            String malware,
            int percent,
            @Nullable MalwareScanner scanner,
            boolean parses,
            @Nullable PictureMaker parser) {
        check(malware, percent);
        this.malware = malware;
        this.percent = percent;
        this.scanner = scanner;
        this.parses = parses;
        this.parser = parser;
    }

    private static void check(String malware, int percent) {
        if (!Set.of(OFF, "refuse", LATER).contains(malware)) {
            throw new IllegalArgumentException(
                    "city.pishkhan.archive.ingest: malware must be off, refuse or later, not " + malware);
        }
        if (percent < 0 || percent > WHOLE) {
            throw new IllegalArgumentException(
                    "city.pishkhan.archive.ingest: decode.percent must be 0 to 100, not " + percent);
        }
    }

    /** Returns an examiner that neither scans, decodes nor parses. */
    public static SheetExaminer none() {
        return new SheetExaminer(OFF, 0, null);
    }

    boolean isScanning() {
        return !malware.equals(OFF);
    }

    /** Returns {@code true} if sheets are accepted while they cannot be scanned. */
    boolean canDeferScan() {
        return malware.equals(LATER);
    }

    int percent() {
        return percent;
    }

    /** Returns {@code true} if PDFs are parsed before they can be opened. */
    boolean isParsing() {
        return parses;
    }

    /**
     * Parses a PDF.
     *
     * @throws PictureFailure BUSY also while no parser is available
     */
    PictureMaker.Structure structure(Supplier<InputStream> pdf) {
        return pictures().structure(pdf);
    }

    /**
     * Returns the service that draws pictures.
     *
     * @throws PictureFailure BUSY while the process for pictures is not available
     */
    PictureMaker pictures() {
        PictureMaker now = parser;
        if (now == null) {
            throw new PictureFailure(PictureFailure.FailureReason.BUSY, "no parser is available");
        }
        return now;
    }

    /** Returns since when the scanner is unavailable, after trying it again; {@code null} if it is available or scanning is disabled. */
    @Nullable
    Instant unavailableSince() {
        if (awaySince != null) {
            try {
                scan(InputStream::nullInputStream);
            } catch (IOException e) {
                LOG.debug("The scanner is still not available", e);
            }
        }
        return isScanning() ? awaySince : null;
    }

    /**
     * @return name of the malware, or empty if there is none
     * @throws IOException if the scanner gives no result
     */
    Optional<String> scan(Supplier<InputStream> content) throws IOException {
        MalwareScanner now = scanner;
        try (InputStream in = content.get()) {
            if (now == null) {
                throw new IOException("no scanner is available");
            }
            Optional<String> found = now.scan(in);
            awaySince = null;
            return found;
        } catch (IOException e) {
            if (awaySince == null) {
                awaySince = Instant.now();
                LOG.warn("A sheet was not scanned: {}", e.toString());
            }
            throw e;
        }
    }
}
