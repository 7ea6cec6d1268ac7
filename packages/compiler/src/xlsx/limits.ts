/** Most bytes that one part of a workbook may unpack to. */
export const MAX_PART_BYTES = 256_000_000;

/** A part above {@link MIN_SUSPECT_BYTES} that unpacks to more than so many times its size is a bomb. */
export const MAX_RATIO = 200;

/** Smallest part, unpacked, whose ratio is looked at. */
export const MIN_SUSPECT_BYTES = 16_000_000;

/** Most characters of a cell; Excel itself allows 32,767. */
export const MAX_CELL_LENGTH = 32_767;

/** Most columns of a sheet that is read. */
export const MAX_COLUMNS = 1_000;

/** Most characters of all shared texts of a workbook: they are in memory at once. */
export const MAX_SHARED_LENGTH = 100_000_000;
