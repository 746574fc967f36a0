/** See the module description. */
@NullMarked
package ai.kubernaut.we.controller;

import org.jspecify.annotations.NullMarked;
