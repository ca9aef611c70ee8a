package city.pishkhan.routes.bank.internal;

import city.pishkhan.api.money.Settlements;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.messages.Messages;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.RoutesBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Publishes the route for one gateway's settlement files, configured in {@code etc/city.pishkhan.routes.bank.settlement-<gateway>.cfg}. */
@Component(
        service = RoutesBuilder.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPid = SettlementRoutesComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SettlementRoutesComponent.Config.class, factory = true)
public final class SettlementRoutesComponent extends SettlementRoutes {
    private static final Messages MESSAGES = Messages.of(SettlementRoutesComponent.class);

    static final String PID = "city.pishkhan.routes.bank.settlement";

    private static final long KB = 1_024;

    /** Folder and file format of a bank's settlement files. */
    @ObjectClassDefinition(name = "Settlement files of a bank")
    public @interface Config {

        @AttributeDefinition(description = "Name of the gateway")
        String gateway();

        @AttributeDefinition(
                description =
                        "Folder that receives the files; processed files are moved to its subfolders done and failed")
        String folder();

        @AttributeDefinition(description = "Terminal of all lines, if no column contains it")
        String terminal() default "";

        @AttributeDefinition(
                description =
                        "Columns in their order: reference, amount, day, order, terminal, kind (sale or reversal); -"
                                + " for any other column",
                options = {
                    @Option("reference"),
                    @Option("amount"),
                    @Option("day"),
                    @Option("order"),
                    @Option("terminal"),
                    @Option("kind"),
                    @Option("-")
                })
        String[] columns() default {"terminal", "order", "reference", "amount", "day"};

        @AttributeDefinition(description = "Character that separates columns")
        String separator() default ",";

        @AttributeDefinition(description = "Charset of the files")
        String charset() default "UTF-8";

        @AttributeDefinition(description = "Number of header lines")
        int headerLines() default 1;

        @AttributeDefinition(description = "Maximum size of a file in kilobytes")
        int maxKilobytes() default 32_768;

        @AttributeDefinition(description = "Milliseconds between two checks of the folder")
        int pause() default 10_000;
    }

    @Activate
    public SettlementRoutesComponent(@Reference Settlements settlements, Config config) {
        super(
                gateway(config.gateway()),
                endpoint(config),
                new SettlementFileProcessor(settlements, format(config), config.maxKilobytes() * KB));
    }

    private static String endpoint(Config config) {
        if (config.folder() == null || config.folder().isBlank()) {
            throw new IllegalArgumentException(MESSAGES.bilingual("settlement-folder.folder-missing", PID));
        }
        // The read lock skips files that are still being written, and files that are still empty. A file that stays
        // empty is logged like any other unreadable file. A new file with the name of an earlier one replaces that file
        // in done.
        return "file:"
                + URLEncoder.encode(config.folder(), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/")
                + "?move=done/${file:name}&moveFailed=failed/${file:name}&readLock=changed&readLockMinAge=5s&readLockMinLength=0"
                + "&readLockLoggingLevel=DEBUG&delay=" + config.pause();
    }

    static Format format(Config config) {
        List<String> columns = Stream.of(config.columns())
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
        // Unknown column names are reported first, because a misspelled name also makes a required column missing.
        columns.stream()
                .filter(column -> !Format.COLUMNS.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw new IllegalArgumentException(MESSAGES.bilingual(
                            "settlement-folder.column-unknown", PID, config.gateway(), column, Format.COLUMNS));
                });
        boolean terminal = columns.contains("terminal") || !config.terminal().isBlank();
        if (!columns.containsAll(Format.REQUIRED) || !terminal) {
            throw new IllegalArgumentException(MESSAGES.bilingual("settlement-folder.columns", PID));
        }
        if (config.separator().length() != 1) {
            throw new IllegalArgumentException(MESSAGES.bilingual("settlement-folder.separator", PID));
        }
        try {
            return new Format(
                    gateway(config.gateway()),
                    config.terminal().isBlank() ? null : config.terminal().strip(),
                    charset(config.charset()),
                    config.separator().charAt(0),
                    Math.max(0, config.headerLines()),
                    columns);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PID + ": " + e.getMessage(), e);
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(MESSAGES.bilingual("settlement-folder.charset-unknown", PID, name), e);
        }
    }

    private static String gateway(String name) {
        if (name == null || !name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(MESSAGES.bilingual("settlement-folder.gateway", PID));
        }
        return name;
    }
}
