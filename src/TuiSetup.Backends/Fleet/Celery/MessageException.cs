namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>A message is not one that can be carried out. The text says why, to go on after "the message is refused:".</summary>
internal sealed class MessageException(string reason) : Exception(reason);
