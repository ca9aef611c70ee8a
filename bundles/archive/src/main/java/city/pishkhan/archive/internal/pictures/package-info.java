/** Pictures of sheets, and those that are laid aside for who comes next. Begin with {@link SheetImageService}. */
package city.pishkhan.archive.internal.pictures;
