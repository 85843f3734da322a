package dev.souk.model.message;

import dev.souk.model.ExportId;

/** That an export is to be written, or gone on with. It says no more: what is wanted stands with the export. */
public record ExportRequest(ExportId export) {}
