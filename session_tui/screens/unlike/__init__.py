"""What two hands said differently: who, when, and which stands."""
