def write(): pass
def run(quick): pass
