package dev.banyan.server.notification;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/** @param until the id of a notice */
record ReadRequest(@NotNull @PositiveOrZero Long until) {}
