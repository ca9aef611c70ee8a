package city.pishkhan.certificates.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.certificates.internal.Template.Row;
import city.pishkhan.certificates.internal.Template.Title;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The city's templates, one file each. A file is read whenever it is used, which is rare. */
@Component(service = Templates.class, configurationPid = "city.pishkhan.certificates")
public final class Templates {
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,60}");
    /** keys of the content that certificates do not show */
    private static final Set<String> INNER =
            Set.of(CertificateService.VALID_UNTIL, "case", "nonce", "ruleSet", "planSha256");

    private final Path folder;

    @Activate
    public Templates(CertificatePaperService.Config config) {
        this(Path.of(config.templates()));
        problem().ifPresent(wrong -> LOG.error("Templates of certificates cannot be used: {}", wrong));
    }

    Templates(Path folder) {
        this.folder = folder;
    }

    /** Returns the mistakes in the files; empty if there are none. */
    Optional<String> problem() {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            try {
                if (!NAME.matcher(name.replaceFirst("\\.yaml$", "")).matches()) {
                    throw new Template.InvalidTemplate(
                            "a template must be named <template>.yaml, in lower-case letters, digits and dashes");
                }
                Template.read(Files.readString(file));
            } catch (IOException | Template.InvalidTemplate e) {
                wrong.add(name + ": " + e.getMessage());
            }
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", wrong));
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().matches("(?i).*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            // the city has no templates
            return List.of();
        }
    }

    /**
     * Returns the template of a certificate. If the city has no file for it, the template shows the whole content,
     * labelled with the names from the rules.
     *
     * @param content keys of the certificate's content
     * @throws Refusal {@code UNAVAILABLE} with code {@code certificate.template} if the file cannot be read; the reason
     *     is logged
     */
    Template get(String name, Collection<String> content) {
        Path file = folder.resolve(name + ".yaml");
        if (!NAME.matcher(name).matches() || !Files.exists(file)) {
            return new Template(
                    new Title(name, name),
                    null,
                    null,
                    null,
                    content.stream()
                            .filter(key -> !INNER.contains(key))
                            .map(key -> new Row(key, null, null, null, null))
                            .toList());
        }
        try {
            return Template.read(Files.readString(file));
        } catch (IOException | Template.InvalidTemplate e) {
            LOG.error("Certificates {} cannot be printed: {}: {}", name, file, e.getMessage());
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "certificate.template", null);
        }
    }
}
