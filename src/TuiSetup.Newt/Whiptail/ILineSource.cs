namespace TuiSetup.Newt.Whiptail;

/// <summary>Lines that another program writes, for a gauge.</summary>
internal interface ILineSource
{
    /// <summary>Hands lines over one by one, on the screen's thread, until the other program closed its end.</summary>
    Task ReadToEndAsync(Action<string> received);
}
