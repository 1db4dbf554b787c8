"""How many small faults planted in the engine its tests find: ``python -m tests.mutation ROOM… --sample 300 --seed 1``."""
