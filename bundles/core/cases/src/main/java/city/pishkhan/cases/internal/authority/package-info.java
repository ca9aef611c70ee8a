/** Representation: recorded authorities and deaths, and the acts that they permit in cases. Begin with {@link Representation}. */
package city.pishkhan.cases.internal.authority;
