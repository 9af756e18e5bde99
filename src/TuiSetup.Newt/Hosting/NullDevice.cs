using System.Collections.Concurrent;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;
using Size = System.Drawing.Size;

namespace TuiSetup.Newt.Hosting;

/// <summary>
/// The parts that Terminal.Gui's driver wants below it. No byte that
/// Terminal.Gui itself would send (queries, modes, titles) goes anywhere, and no key comes in here.
/// </summary>
internal sealed class NullDevice : ComponentFactoryImpl<char>, IOutput, ISizeMonitor
{
    private readonly ConcurrentQueue<SixelToRender> _sixels = new();
    private Cursor _cursor = new();

    public event EventHandler<SizeChangedEventArgs>? SizeChanged { add { } remove { } }

    public bool Force16Colors { get; set; }
    public bool IsLegacyConsole { get; set; }
    public bool UseKittyGraphics { get; set; }

    public override string? GetDriverName() => "tuisetup";
    public override IInput<char> CreateInput() => throw new NotSupportedException("Keys do not pass through Terminal.Gui.");
    public override IOutput CreateOutput() => this;
    public override IInputProcessor CreateInputProcessor(ConcurrentQueue<char> inputQueue, ITimeProvider? timeProvider = null) => new NullKeys();
    public override ISizeMonitor CreateSizeMonitor(IOutput consoleOutput, IOutputBuffer outputBuffer) => this;

    public Size GetSize() => Size.Empty;
    public void SetSize(int width, int height) { }
    public Cursor GetCursor() => _cursor;
    public void SetCursor(Cursor cursor) => _cursor = cursor;
    public ConcurrentQueue<SixelToRender> GetSixels() => _sixels;
    public string GetLastOutput() => "";
    public string ToAnsi(IOutputBuffer buffer) => "";
    public void Write(ReadOnlySpan<char> text) { }
    public void Write(IOutputBuffer buffer) { }
    public void Suspend() { }
    public bool Poll() => false;
    public void Dispose() { }
}
