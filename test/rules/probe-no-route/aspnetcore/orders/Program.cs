var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers();
var app = builder.Build();
app.MapGet("/ready", () => "ok");
app.MapControllers();
app.Run();
