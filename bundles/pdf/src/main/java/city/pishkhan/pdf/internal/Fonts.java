package city.pishkhan.pdf.internal;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;

/** Vazirmatn, free to embed, its licence beside it. Parsed for the first page and kept while memory is not needed for something else. */
public final class Fonts {
    private static SoftReference<Fonts> kept = new SoftReference<>(null);

    private final BaseFont plain = read("Vazirmatn-Regular.ttf");
    private final BaseFont bold = read("Vazirmatn-Bold.ttf");

    private Fonts() {}

    /** Whoever writes a page holds them until it is written. */
    public static synchronized Fonts get() {
        Fonts fonts = kept.get();
        if (fonts == null) {
            fonts = new Fonts();
            kept = new SoftReference<>(fonts);
        }
        return fonts;
    }

    public BaseFont plain() {
        return plain;
    }

    public BaseFont bold() {
        return bold;
    }

    private static BaseFont read(String name) {
        try (InputStream in = Fonts.class.getResourceAsStream(name)) {
            // not in the library's own cache, which forgets nothing
            BaseFont font =
                    BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, in.readAllBytes(), null);
            LogicalWriter.prepare(font);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
