/** Who may act for whom: authorities and deaths as they are recorded, and what they let people do with cases. Begin with {@link Representation}. */
package city.pishkhan.cases.internal.authority;
