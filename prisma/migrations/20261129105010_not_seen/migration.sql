-- A new value of an enum can be used in the next migration, and not in the one that adds it.
ALTER TYPE "CheckAnswer" ADD VALUE 'NOT_SEEN';
