/** Pictures of sheets and their cache. Begin with {@link SheetImageService}. */
package city.pishkhan.pictures.internal;
