/** Views of cases for offices, citizens, oversight bodies and holders of a tracking code. Begin with {@link CaseViewAssembler}. */
@NullMarked
package city.pishkhan.cases.internal.views;

import org.jspecify.annotations.NullMarked;
