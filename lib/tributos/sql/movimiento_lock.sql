-- One at a time: what explains a movement explains no other.
lock table conciliacion in share row exclusive mode
