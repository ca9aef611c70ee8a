package city.pishkhan.docs;

import java.nio.file.Path;

/**
 * A page's line in the contents.
 *
 * @param name     last part of the page's address
 * @param audience readers of the page
 * @param language BCP 47 tag of the page's main language
 * @param source   Markdown file, an absolute normalized path
 * @param isListed {@code true} if the navigation contains the page; {@code false} for pages in a subfolder, which other pages link to
 */
record PageEntry(String name, Audience audience, String language, Path source, boolean isListed) {

    /** Name of the page that is served at the handbook's own address. */
    static final String INDEX = "index";

    enum Audience {
        ANYBODY,
        OPERATOR
    }

    boolean isIndex() {
        return name.equals(INDEX);
    }

    boolean isRightToLeft() {
        return language.equals("fa");
    }

    /** Returns the address of another page relative to this page: the index is at {@code …/handbook}, all other pages are below it. */
    String hrefTo(PageEntry other) {
        if (other.isIndex()) {
            return isIndex() ? "handbook" : "../handbook";
        }
        return hrefBelow(other.name());
    }

    /** Returns the address of a file in the pages' folder, relative to this page. */
    String hrefBelow(String file) {
        return isIndex() ? "handbook/" + file : file;
    }
}
