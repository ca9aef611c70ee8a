package city.pishkhan.gate.internal.contexts;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.URIResolver;
import javax.xml.transform.stream.StreamSource;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.ResourceSupport;
import org.jspecify.annotations.Nullable;

/** Loads the files that a route file uses, for example a stylesheet. Finds only files in one folder, and follows no link out of it. */
final class RouteFileResources implements ResourceLoader, URIResolver {
    private final Path folder;
    private @Nullable CamelContext context;

    RouteFileResources(Path folder) {
        this.folder = folder;
    }

    @Override
    public Resource resolveResource(String uri) {
        return new ResourceSupport("file", uri) {
            @Override
            public boolean exists() {
                return find(uri) != null;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                Path file = find(uri);
                if (file == null) {
                    throw new FileNotFoundException("no such file in the folder of the route files");
                }
                return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
            }
        };
    }

    /** Resolves an included or imported stylesheet; the function {@code document()} can read nothing else. */
    @Override
    public Source resolve(String href, String base) throws TransformerException {
        Path file = href.matches("(?i).*\\.xslt?") ? find(href) : null;
        if (file == null) {
            throw new TransformerException("a stylesheet may read only stylesheets in the folder of the route files");
        }
        try {
            return new StreamSource(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), href);
        } catch (IOException e) {
            throw new TransformerException("stylesheet cannot be read", e);
        }
    }

    /** Returns the file of a relative name, or {@code null} if the folder has no such file. */
    private @Nullable Path find(String name) {
        if (!EndpointRules.LOCAL_NAME.matcher(name).matches()) {
            return null;
        }
        try {
            Path root = folder.toRealPath();
            Path file = root.resolve(name).toRealPath();
            return file.startsWith(root) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }
}
