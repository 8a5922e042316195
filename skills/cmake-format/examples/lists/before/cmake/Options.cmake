option(WITH_TAX "Add the  tax" ON)
if( WITH_TAX )
set( TAX 19 )
endif()
